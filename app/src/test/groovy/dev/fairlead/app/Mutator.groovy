package dev.fairlead.app

import groovy.transform.CompileStatic

/** Texts that were right once: the same ones for the same seed. */
@CompileStatic
class Mutator {
  private final Random random
  private final List<String> texts
  private final List<String> tokens

  /**
   * @param texts what is changed
   * @param tokens what is put in, besides single characters
   */
  Mutator(long seed, List<String> texts, List<String> tokens) {
    this.random = new Random(seed)
    this.texts = texts
    this.tokens = tokens
  }

  /** One of the texts, changed in one to four places; now and then not at all. */
  String next() {
    def text = new StringBuilder(any(texts))
    int changes = random.nextInt(5)
    for (int i = 0; i < changes; i++) {
      change(text)
    }
    text.toString()
  }

  int nextInt(int bound) {
    random.nextInt(bound)
  }

  String any(List<String> from) {
    from[random.nextInt(from.size())]
  }

  private void change(StringBuilder text) {
    int at = random.nextInt(text.length() + 1)
    int end = Math.min(text.length(), at + 1 + random.nextInt(8))
    switch (random.nextInt(7)) {
      case 0: text.insert(at, character()); break
      case 1: text.replace(at, Math.min(text.length(), at + 1), character() as String); break
      case 2: text.delete(at, end); break
      case 3: text.insert(at, text.substring(at, end)); break
      case 4: text.setLength(at); break
      case 5:
        def other = any(texts)
        text.replace(at, text.length(), other.substring(random.nextInt(other.length() + 1)))
        break
      default: text.insert(at, any(tokens))
    }
  }

  /** Printable mostly, sometimes any. */
  private char character() {
    random.nextInt(8) == 0 ? (char) random.nextInt(0x300) : (char) (0x20 + random.nextInt(0x5f))
  }
}
