package forward

import (
	"encoding/binary"
	"net"
	"net/netip"
)

// The PROXY protocol, version 2, is HAProxy's
// (https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt, section 2.2).
const (
	proxySignature = "\r\n\r\n\x00\r\nQUIT\n"
	proxyLocal     = 0x20 // version 2, no address: ask the connection
	proxyRelayed   = 0x21 // version 2, on behalf of another
	proxyTCP4      = 0x11
	proxyTCP6      = 0x21
)

// proxyHeader tells a server that this connection is made for from, whose port the
// bridge does not know, to the server's own address. It is made of nothing else, so
// no page can write into it.
func proxyHeader(from netip.Addr, server net.Addr) []byte {
	to, err := netip.ParseAddrPort(server.String())
	if err != nil || !from.IsValid() {
		return append([]byte(proxySignature), proxyLocal, 0, 0, 0)
	}
	source, target := from.Unmap(), to.Addr().Unmap()
	family := byte(proxyTCP4)
	if !source.Is4() || !target.Is4() {
		family = proxyTCP6
		source, target = netip.AddrFrom16(source.As16()), netip.AddrFrom16(target.As16())
	}
	addresses := append(source.AsSlice(), target.AsSlice()...)
	header := append([]byte(proxySignature), proxyRelayed, family)
	header = binary.BigEndian.AppendUint16(header, uint16(len(addresses)+4))
	header = append(header, addresses...)
	return binary.BigEndian.AppendUint16(append(header, 0, 0), to.Port())
}
