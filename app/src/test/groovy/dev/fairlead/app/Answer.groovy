package dev.fairlead.app

/** A response, as it came over the wire. */
class Answer {
  final String statusLine
  final List<List<String>> fields
  final byte[] body
  /** Whether the connection ended before the body did. */
  final boolean truncated

  Answer(String statusLine, List<List<String>> fields, byte[] body, boolean truncated = false) {
    this.statusLine = statusLine
    this.fields = fields
    this.body = body
    this.truncated = truncated
  }

  int getStatus() {
    statusLine.split(' ')[1] as int
  }

  String getReasonPhrase() {
    statusLine.split(' ', 3)[2]
  }

  List<String> all(String name) {
    fields.findAll { it[0].equalsIgnoreCase(name) }*.get(1)
  }

  String field(String name) {
    all(name)[0]
  }

  String getLocation() {
    field('location')
  }

  String getText() {
    new String(body, 'UTF-8')
  }

  @Override
  String toString() {
    "$statusLine $fields ${body.length > 200 ? body.length + ' bytes' : text}"
  }
}
