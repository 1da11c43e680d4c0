import Digest
import Testing

@Suite("SHA-256 against published test vectors")
struct SHA256Tests {
    @Test("FIPS 180-4 and NIST's examples", arguments: [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        ("a", 1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ])
    func vectors(text: String, times: Int, digest: String) {
        let bytes = Array(String(repeating: text, count: times).utf8)
        // In one piece, and in pieces that never end with a block.
        for piece in [max(bytes.count, 1), 7] {
            var hash = SHA256()
            for start in stride(from: 0, to: bytes.count, by: piece) {
                bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes { hash.update($0) }
            }
            #expect(hash.finalize().hex == digest)
        }
    }
}
