package dev.fairlead.rhcos.stream

import groovy.json.JsonOutput
import groovy.transform.CompileStatic
import java.security.MessageDigest

/** Documents with the structure and names of real ones; digests are those of the artifacts' names. */
@CompileStatic
class StreamSamples {
  static final String FCOS = 'https://builds.coreos.fedoraproject.org/'
  static final String RHCOS = 'https://rhcos.mirror.openshift.com/art/storage/'
  static final List<String> ARCHES = ['aarch64', 'ppc64le', 's390x', 'x86_64']

  static String sha(String text) {
    MessageDigest.getInstance('SHA-256').digest(text.bytes).encodeHex().toString()
  }

  /** Fedora CoreOS: signatures, xz. */
  static String fcos() {
    def base = { String arch -> "${FCOS}prod/streams/stable/builds/44.20261025.3.0/$arch/".toString() }
    pretty(stream('stable', base, 'fedora-coreos-44.20261025.3.0', '44.20261025.3.0', 'xz', true), 4)
  }

  /** RHCOS 4.22: no signatures, gz, releases that differ between architectures. */
  static String rhcos() {
    def tree = [stream: 'rhel-10.2', metadata: ['last-modified': '2026-02-20T10:00:00Z', generator: 'plume cosa2stream 7a1b2c3'],
                architectures: [:]]
    ARCHES.each { arch ->
      def release = arch in ['ppc64le', 's390x'] ? '10.2.20260212-0' : '10.2.20260217-0'
      def one = stream('rhel-10.2', { String a -> "${RHCOS}prod/streams/rhel-10.2/builds/$release/$a/".toString() },
          "rhcos-$release", release, 'gz', false)
      (tree.architectures as Map)[arch] = (one.architectures as Map)[arch]
    }
    pretty(tree, 2) + '\n'
  }

  /** RHCOS 4.8: signatures, the old names of live images. */
  static String rhcos48() {
    def release = '48.83.202103221318-0'
    pretty(stream('rhcos-4.8', { String a -> "${RHCOS}releases/rhcos-4.8${a == 'x86_64' ? '' : "-$a"}/$release/$a/".toString() },
        "rhcos-$release", release, 'gz', true), 2) + '\n'
  }

  static String legacy() {
    def build = '48.84.202206132149-0'
    def image = { String name -> [path: "rhcos-$build-$name".toString(), sha256: sha(name), size: 891244845L,
                                  'uncompressed-sha256': sha('u' + name), 'uncompressed-size': 3688890368L] }
    pretty([amis: ['us-east-1': [hvm: 'ami-0123456789abcdef0']],
            baseURI: "${RHCOS}releases/rhcos-4.8-s390x/$build/s390x/".toString(), buildid: build,
            images: [metal: image('metal.s390x.raw.gz'), qemu: image('qemu.s390x.qcow2.gz'),
                     'live-kernel': [path: "rhcos-$build-live-kernel-s390x".toString(), sha256: sha('k')]],
            'ostree-version': build], 4) + '\n'
  }

  static String configMapYaml() {
    """apiVersion: v1
kind: ConfigMap
metadata:
  name: coreos-bootimages
  namespace: openshift-machine-config-operator
data:
  releaseVersion: 0.0.1-snapshot
  stream: |
${rhcos().readLines().collect { '    ' + it }.join('\n')}
"""
  }

  static String configMapJson5() {
    pretty([apiVersion: 'v1', kind: 'ConfigMap', metadata: [name: 'coreos-bootimages'],
            data: [stream: rhcos(), streams: pretty([
                'rhel-9': parsed(rhcos48()), 'rhel-10': parsed(rhcos())], 0)]], 2)
  }

  /** Slashes escaped, tabs, CRLF, a field nobody knows: as other writers may have it. */
  static String odd() {
    rhcos().replace('https://', 'https:\\/\\/').replace('/', '\\/').replace('\\\\/', '\\/')
        .replace('\n', '\r\n').replace('  ', '\t')
        .replace('"metadata"', '"x-\\u00e9tat" : [1.50, true , null, "\\u00e9"],"metadata"')
  }

  static Map<String, String> all() {
    [fcos: fcos(), rhcos: rhcos(), 'rhcos 4.8': rhcos48(), legacy: legacy(),
     'ConfigMap of YAML': configMapYaml(), 'ConfigMap of OpenShift 5': configMapJson5(), odd: odd()]
  }

  static Object parsed(String text) { new groovy.json.JsonSlurper().parseText(text) }

  static String pretty(Object tree, int indent) {
    if (indent == 0) {
      return JsonOutput.toJson(tree)
    }
    JsonOutput.prettyPrint(JsonOutput.toJson(tree)).replaceAll(/(?m)^( +)/) { List<String> m ->
      ' ' * (m[1].length().intdiv(4) * indent)
    }
  }

  /** Fifteen artifacts per architecture, so sixty. */
  private static Map<String, Object> stream(
      String name, Closure<String> base, String prefix, String release, String zip, boolean signed) {
    def arches = ARCHES.collectEntries { arch ->
      def file = { String suffix, boolean zipped ->
        def location = base(arch) + prefix + '-' + suffix
        def one = [location: location] as Map<String, Object>
        if (signed) {
          one.signature = location + '.sig'
        }
        one.sha256 = sha(location)
        if (zipped) {
          one['uncompressed-sha256'] = sha('u' + location)
        }
        one
      }
      def disk = { String suffix, boolean zipped = true -> [disk: file(suffix, zipped)] }
      def platforms = ['aws', 'azure', 'nutanix', 'ibmcloud', 'kubevirt', 'vmware', 'gcp', 'openstack', 'qemu'].collectEntries { p ->
        def format = [aws: 'vmdk', azure: 'vhd', gcp: 'tar'][p] ?: 'qcow2'
        [p, [release: release, formats: [("$format.$zip".toString()): disk("$p.${arch}.${format}.$zip".toString())]]]
      }
      platforms.metal = [release: release, formats: [
          ("4k.raw.$zip".toString()): disk("metal4k.${arch}.raw.$zip".toString()),
          iso: disk("live-iso.${arch}.iso".toString(), false),
          pxe: [kernel: file("live-kernel.$arch".toString(), false), initramfs: file("live-initramfs.${arch}.img".toString(), false),
                rootfs: file("live-rootfs.${arch}.img".toString(), false)],
          ("raw.$zip".toString()): disk("metal.${arch}.raw.$zip".toString())]]
      [arch, [artifacts: platforms, images: [aws: [regions: ['us-east-1': [release: release, image: 'ami-0123456789abcdef0']]]],
              'x-unknown': [kept: true]]]
    }
    [stream: name, metadata: ['last-modified': '2026-10-28T16:04:10Z', generator: 'fedora-coreos-stream-generator v0.3.0'],
     architectures: arches] as Map<String, Object>
  }
}
