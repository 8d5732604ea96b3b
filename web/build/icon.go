package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
)

// The icon of the site as it is installed: the picture of web/favicon.svg, in the
// sizes that browsers ask for. It fills its square, and what matters stays within
// the middle, since systems cut icons into shapes of their own.
var icons = []int{192, 512}

var (
	iconGround = color.RGBA{0x1d, 0x4f, 0x7c, 0xff}
	iconStroke = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

// strokes are lines of a square of 32 units: ">_".
var strokes = [][4]float64{{8, 10, 15, 16}, {15, 16, 8, 22}, {17, 23, 25, 23}}

const strokeRadius = 1.5

func addIcons(files map[string][]byte) error {
	for _, size := range icons {
		var file bytes.Buffer
		if err := png.Encode(&file, drawIcon(size)); err != nil {
			return err
		}
		files["icon-"+strconv.Itoa(size)+".png"] = file.Bytes()
	}
	return nil
}

func drawIcon(size int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	unit := 32 / float64(size) // of a pixel
	for y := range size {
		for x := range size {
			picture.SetRGBA(x, y, iconAt((float64(x)+0.5)*unit, (float64(y)+0.5)*unit, unit))
		}
	}
	return picture
}

// iconAt is the colour of a pixel: at the edge of a stroke it lies between the two.
func iconAt(x, y, unit float64) color.RGBA {
	nearest := math.Inf(1)
	for _, s := range strokes {
		nearest = min(nearest, distance(x, y, s))
	}
	part := max(0, min(1, (strokeRadius-nearest)/unit+0.5))
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*(1-part) + float64(b)*part)) }
	g, s := iconGround, iconStroke
	return color.RGBA{mix(g.R, s.R), mix(g.G, s.G), mix(g.B, s.B), 0xff}
}

// distance is that of a point from a line with two ends.
func distance(x, y float64, line [4]float64) float64 {
	dx, dy := line[2]-line[0], line[3]-line[1]
	along := ((x-line[0])*dx + (y-line[1])*dy) / (dx*dx + dy*dy)
	along = max(0, min(1, along))
	return math.Hypot(x-line[0]-along*dx, y-line[1]-along*dy)
}
