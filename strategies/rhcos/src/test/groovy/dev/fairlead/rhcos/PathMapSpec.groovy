package dev.fairlead.rhcos

import spock.lang.Specification

/** Old bridge URLs and host names, and aliases. */
class PathMapSpec extends Specification {
  /** What docs/configuration.md shows. */
  static final RHCOS = [
      'strip-prefix': '/art/storage/',
      rules: [[host: 'releases-rhcos.svc.ci.openshift.org', from: '/storage/', to: '/']],
  ]
  static final MIRROR = [
      aliases: [
          [from: '/pub/openshift-v4/amd64/', to: '/pub/openshift-v4/x86_64/'],
          [from: '/pub/openshift-v4/arm64/', to: '/pub/openshift-v4/aarch64/'],
          [from: '/pub/openshift-v4/clients/', to: '/pub/openshift-v4/x86_64/clients/'],
          [from: '/pub/openshift-v4/dependencies/', to: '/pub/openshift-v4/x86_64/dependencies/'],
          [from: '/pub/openshift-v4/x86_64/dependencies/rhcos/latest/latest/', to: '/pub/openshift-v4/x86_64/dependencies/rhcos/latest/'],
          [from: '/pub/openshift-v4/x86_64/dependencies/rhcos/latest/', to: '/pub/openshift-v4/x86_64/dependencies/rhcos/4.22/latest/'],
          [from: '/srv/enterprise/', to: '/enterprise/'],
      ],
  ]

  def "the URL of #year is found: #host#path"() {
    expect:
    new Mirror(RHCOS).answer(host: host, path: path) == "CDN $key"

    where:
    year      | host                                                  | path                                                   || key
    '2019'    | 'releases-rhcos.svc.ci.openshift.org'                 | '/storage/releases/ootpa/410.8.20190412.1/meta.json'   || '/releases/ootpa/410.8.20190412.1/meta.json'
    '2019'    | 'releases-rhcos.svc.ci.openshift.org'                 | '/art/storage/releases/ootpa/410.8.20190412.1/rhcos-410.8.20190412.1-qemu.qcow2' || '/releases/ootpa/410.8.20190412.1/rhcos-410.8.20190412.1-qemu.qcow2'
    '4.3-4.8' | 'releases-art-rhcos.svc.ci.openshift.org'             | '/art/storage/releases/rhcos-4.7-ppc64le/47.83.202102091015-0/ppc64le/rhcos-47.83.202102091015-0-openstack.ppc64le.qcow2.gz' || '/releases/rhcos-4.7-ppc64le/47.83.202102091015-0/ppc64le/rhcos-47.83.202102091015-0-openstack.ppc64le.qcow2.gz'
    '4.3-4.8' | 'releases-art-rhcos.svc.ci.openshift.org'             | '/art/storage/releases/rhcos-4.7/47.83/x86_64/meta.json' || '/releases/rhcos-4.7/47.83/x86_64/meta.json'
    '2021'    | 'rhcos-redirector.ci.openshift.org'                   | '/art/storage/releases/a'                              || '/releases/a'
    '2021'    | 'rhcos-redirector.apps.art.xq1c.p1.openshiftapps.com' | '/art/storage/releases/a'                              || '/releases/a'
    '2022-07' | 'rhcos.mirror.openshift.com'                          | '/art/storage/releases/rhcos-4.11/411.86.202208112011-0/x86_64/rhcos-411.86.202208112011-0-qemu.x86_64.qcow2.gz' || '/releases/rhcos-4.11/411.86.202208112011-0/x86_64/rhcos-411.86.202208112011-0-qemu.x86_64.qcow2.gz'
    '4.13+'   | 'rhcos.mirror.openshift.com'                          | '/art/storage/prod/streams/4.17-9.4/builds/417.94.202409120353-0/x86_64/rhcos-live.x86_64.iso' || '/prod/streams/4.17-9.4/builds/417.94.202409120353-0/x86_64/rhcos-live.x86_64.iso'
    '4.19+'   | 'rhcos.mirror.openshift.com'                          | '/art/storage/prod/streams/rhel-9.6/builds/9.6.20251113-0/x86_64/meta.json' || '/prod/streams/rhel-9.6/builds/9.6.20251113-0/x86_64/meta.json'
  }

  def "the other prefix is for its host alone"() {
    expect:
    new Mirror(RHCOS).answer(host: 'rhcos.mirror.openshift.com', path: '/storage/releases/a') == '404'
  }

  def "the first rule that fits decides"() {
    given:
    def mirror = new Mirror(rules: [
        [from: '/pub/rhcos/4.22/', to: '/prod/streams/4.22/builds/'], [from: '/pub/', to: '/'], [host: 'B.example', from: '/x/', to: '/y/']])

    expect:
    mirror.answer(path: path, host: host) == answer

    where:
    path                  | host        || answer
    '/pub/rhcos/4.22/1/a' | 'a.example' || 'CDN /prod/streams/4.22/builds/1/a'
    '/pub/rhcos/4.21/1/a' | 'a.example' || 'CDN /rhcos/4.21/1/a'
    '/x/a'                | 'a.example' || '404'
    '/x/a'                | 'b.example' || 'CDN /y/a'
    '/z/a'                | 'b.example' || '404'
  }

  def "alias: #path is #key"() {
    expect:
    new Mirror(MIRROR).answer(path: path, from: 'us-east-1') == "${Mirror.S3}$key"
    new Mirror(MIRROR).answer(path: path) == "CDN $key"

    where:
    path                                                     || key
    '/pub/openshift-v4/amd64/clients/ocp/a'                  || '/pub/openshift-v4/x86_64/clients/ocp/a'
    '/pub/openshift-v4/arm64/clients/ocp/a'                  || '/pub/openshift-v4/aarch64/clients/ocp/a'
    '/pub/openshift-v4/clients/ocp/a'                        || '/pub/openshift-v4/x86_64/clients/ocp/a'
    '/srv/enterprise/a'                                      || '/enterprise/a'
    // The original looked but once: an alias behind an alias was not seen.
    '/pub/openshift-v4/amd64/dependencies/rhcos/latest/a'    || '/pub/openshift-v4/x86_64/dependencies/rhcos/4.22/latest/a'
    '/pub/openshift-v4/dependencies/rhcos/latest/latest/a'   || '/pub/openshift-v4/x86_64/dependencies/rhcos/4.22/latest/a'
    '/pub/openshift-v4/dependencies/rhcos/4.21/4.21.0/a'     || '/pub/openshift-v4/x86_64/dependencies/rhcos/4.21/4.21.0/a'
    // Whole segments, at the front, by what they mean once decoded.
    '/pub/openshift-v4/amd64x/a'                             || '/pub/openshift-v4/amd64x/a'
    '/pub/openshift-v4/amd64'                                || '/pub/openshift-v4/amd64'
    '/x/pub/openshift-v4/amd64/a'                            || '/x/pub/openshift-v4/amd64/a'
    '/pub/openshift-v4/amd%364/a'                            || '/pub/openshift-v4/x86_64/a'
    '/pub/openshift-v4/x86_64/clients/ocp/a'                 || '/pub/openshift-v4/x86_64/clients/ocp/a'
  }

  def "each alias is used once"() {
    expect:
    new Mirror(aliases: [[from: '/a/a/', to: '/a/']]).answer(path: '/a/a/a/x') == 'CDN /a/a/x'
  }
}
