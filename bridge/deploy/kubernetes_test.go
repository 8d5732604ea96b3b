package deploy

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// longer says whether one time is longer than another.
func longer(t *testing.T, a, b string) bool {
	t.Helper()
	one, err := time.ParseDuration(a)
	if err != nil {
		t.Fatal(err)
	}
	other, err := time.ParseDuration(b)
	if err != nil {
		t.Fatal(err)
	}
	return one > other
}

// readManifest takes it apart. A key that Kubernetes does not have is an error, since it
// would be ignored there.
func readManifest(t *testing.T) (m manifest) {
	t.Helper()
	specs := map[string]any{
		"apps/v1 Deployment": &m.Deployment, "v1 Service": &m.Service, "networking.k8s.io/v1 Ingress": &m.Ingress,
		"policy/v1 PodDisruptionBudget": &m.PodDisruptionBudget, "networking.k8s.io/v1 NetworkPolicy": &m.NetworkPolicy,
		"autoscaling/v2 HorizontalPodAutoscaler": &m.HorizontalPodAutoscaler, "v1 ConfigMap": &struct{}{},
	}
	for text := range strings.SplitSeq(read(t, "kubernetes.yaml"), "\n---\n") {
		var head struct {
			APIVersion string `yaml:"apiVersion"`
			Kind       string
			Metadata   struct {
				Name        string
				Annotations labels
			}
			Data map[string]string
			Spec any
		}
		if err := yaml.UnmarshalWithOptions([]byte(text), &head, yaml.Strict()); err != nil {
			t.Fatal(err)
		}
		if head.Data != nil {
			m.ConfigMap = head.Data
		}
		what := head.APIVersion + " " + head.Kind
		if specs[what] == nil || head.Metadata.Name != "poplab" {
			t.Fatalf("%s %q is not tried by this test, or twice there", what, head.Metadata.Name)
		}
		spec, err := yaml.Marshal(head.Spec)
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.UnmarshalWithOptions(spec, specs[what], yaml.Strict()); err != nil && head.Spec != nil {
			t.Errorf("%s: %v", what, err)
		}
		delete(specs, what)
	}
	if len(specs) > 0 {
		t.Errorf("not there: %v", specs)
	}
	return m
}

// TestKubernetes holds the parts of the manifest against each other, and starts the
// program with its flags.
func TestKubernetes(t *testing.T) {
	m := readManifest(t)
	app, spec := m.Deployment.Template.Metadata.Labels, m.Deployment.Template.Spec
	for what, got := range map[string]labels{"deployment": m.Deployment.Selector.MatchLabels, "service": m.Service.Selector,
		"budget": m.PodDisruptionBudget.Selector.MatchLabels, "policy": m.NetworkPolicy.PodSelector.MatchLabels} {
		if len(got) != 1 || got["app"] != app["app"] || app["app"] == "" {
			t.Errorf("%s selects %v, pods have %v", what, got, app)
		}
	}
	c := spec.Containers[0]
	ports := map[string]int{}
	for _, p := range c.Ports {
		ports[p.Name] = p.ContainerPort
	}
	for what, name := range map[string]string{"readiness": c.ReadinessProbe.HTTPGet.Port, "liveness": c.LivenessProbe.HTTPGet.Port,
		"service": m.Service.Ports[0].TargetPort} {
		if ports[name] != 8080 {
			t.Errorf("%s asks port %q of %v", what, name, ports)
		}
	}
	if got := m.Ingress.Rules[0].HTTP.Paths[0].Backend.Service; got.Name != "poplab" || got.Port.Name != m.Service.Ports[0].Name {
		t.Errorf("the ingress leads to %+v", got)
	}
	if m.NetworkPolicy.Egress[0].Ports[0].Port != uint64(110) || m.NetworkPolicy.Egress[0].Ports[1].Port != uint64(995) {
		t.Errorf("out go %+v", m.NetworkPolicy.Egress[0].Ports)
	}
	if s := spec.SecurityContext; !s.RunAsNonRoot || s.RunAsUser != 65532 || !c.SecurityContext.ReadOnlyRootFilesystem ||
		*c.SecurityContext.AllowPrivilegeEscalation || !slices.Equal(c.SecurityContext.Capabilities.Drop, []string{"ALL"}) {
		t.Errorf("the pod may do too much: %+v, %+v", s, c.SecurityContext)
	}
	p := startPod(t, m, c)
	drain := regexp.MustCompile(`-drain=(\S+)`).FindStringSubmatch(strings.Join(c.Args, " "))[1]
	if grace := time.Duration(spec.TerminationGracePeriodSeconds) * time.Second; !longer(t, grace.String(), drain) {
		t.Errorf("a pod has %v to end, and sessions %s", grace, drain)
	}
	if _, text := get(t, "http://"+p.admin+"/metrics"); !strings.Contains(text, "\n"+m.HorizontalPodAutoscaler.Metrics[0].Pods.Metric.Name+" 0\n") {
		t.Error("the metric of the autoscaler is not there")
	}
	if got := p.condition(t); !got.Ready || !slices.Equal(got.Targets, []string{"school"}) {
		t.Errorf("%+v", got)
	}
	for _, probe := range []probe{c.ReadinessProbe, c.LivenessProbe} {
		request := client("127.0.0.1", p.at)
		url := "http://" + probe.HTTPGet.HTTPHeaders[0].Value + probe.HTTPGet.Path
		if response, err := request.Get(url); err != nil || response.StatusCode != 200 {
			t.Errorf("%s: %+v, %v", url, response, err)
		}
	}
}

// startPod starts the program as the container does, with the mounted files elsewhere.
func startPod(t *testing.T, m manifest, c container) *poplab {
	t.Helper()
	dir := t.TempDir()
	for name, text := range m.ConfigMap {
		write(t, dir, name, text)
	}
	write(t, dir, "ticket.key", strings.Repeat("k", 32))
	var entry []string
	if err := yaml.Unmarshal([]byte(find(instructions(t), "ENTRYPOINT")[0]), &entry); err != nil {
		t.Fatal(err)
	}
	flags := strings.Join(c.Args, "\n")
	for _, mount := range c.VolumeMounts {
		flags = with(t, flags, mount.MountPath+"/", dir+"/")
	}
	flags = with(t, flags, "-http=:8080", "-http=127.0.0.1:0", "-admin=:9110", "-admin=127.0.0.1:0")
	return ready(run(t, append(append([]string{binary}, entry[1:]...), strings.Split(flags, "\n")...), nil))
}
