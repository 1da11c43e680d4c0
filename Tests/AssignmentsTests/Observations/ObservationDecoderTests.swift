import Notebook
import Testing

@testable import Assignments

/// What the kernel may say that it observed, and what it may not.
@Suite struct ObservationDecoderTests {
    static let readable: [(String, ObservedValue)] = [
        ("true", .bool(true)), ("false", .bool(false)), ("0", .int(0)), ("-3", .int(-3)), ("3.0", .double(3)), ("1e-05", .double(1e-5)), ("5e+20", .double(5e20)),
        ("\"\"", .string("")), ("\"a\\\"\\\\\\n\\r\\t\\u0001ä👩‍👧\"", .string("a\"\\\n\r\t\u{1}ä👩‍👧")),
        ("[]", .list([])), ("[1,[2.5,\"x\"]]", .list([.int(1), .list([.double(2.5), .string("x")])])),
        ("{\"number\":\"inf\"}", .double(.infinity)), ("{\"dictionary\":{}}", .dictionary([:])),
        ("{\"dictionary\":{\"a\":1,\"b\":true}}", .dictionary(["a": .int(1), "b": .bool(true)])),
        ("{\"tensor\":{\"shape\":[2],\"values\":[0.5,\"-inf\"]}}", .tensor(shape: [2], values: [0.5, -.infinity])),
        ("{\"tensor\":{\"shape\":[3,0],\"values\":[]}}", .tensor(shape: [3, 0], values: [])),
    ]

    @Test(arguments: readable)
    func reads(_ json: String, _ value: ObservedValue) throws {
        #expect(try ObservationDecoder.decode(Array(json.utf8)) == value)
    }

    @Test(arguments: [
        "", " 1", "1 ", "nan", "+1", "1.", "01x", "-", "99999999999999999999", "1e999", "tru", "\"a", "\"\u{1}\"", "\"\\u0041\"", "\"\\ud800\"", "\"\\x\"", "[1,]",
        "[1 2]", "[,1]", "{}", "{\"a\":1}", "{\"number\":\"NaN\"}", "{\"number\":1}", "{\"dictionary\":{\"a\":1,\"a\":1}}", "{\"dictionary\":{}} ",
        "{\"tensor\":{\"shape\":[2],\"values\":[1.0]}}", "{\"tensor\":{\"shape\":[-1],\"values\":[]}}", "{\"tensor\":{\"shape\":[1],\"values\":[1]}}",
        "{\"tensor\":{\"shape\":[4611686018427387904,4],\"values\":[]}}", "{\"tensor\":{\"values\":[],\"shape\":[0]}}",
    ])
    func refuses(_ json: String) {
        #expect(throws: ObservationDecoder.Fault.self) { try ObservationDecoder.decode(Array(json.utf8)) }
    }

    @Test func bounds() {
        #expect(throws: ObservationDecoder.Fault.tooLarge) { try ObservationDecoder.decode([UInt8](repeating: 0x31, count: (1 << 20) + 1)) }
        #expect(throws: ObservationDecoder.Fault.tooDeep) { try ObservationDecoder.decode(Array(repeating: UInt8(ascii: "["), count: 1 << 20)) }
        #expect(throws: ObservationDecoder.Fault.malformed(at: 0)) { try ObservationDecoder.decode([0x22, 0xFF, 0x22]) }
        #expect(throws: Never.self) { try ObservationDecoder.decode(Array(("[" + String(repeating: "1,", count: 200_000) + "1]").utf8)) }
    }

    private func result(_ json: String) -> Output {
        .executeResult(MediaBundle(representations: [.init(type: "text/plain", bytes: []), .init(type: Observation.type, bytes: Array(json.utf8))]))
    }

    /// One result, and none that a cell displays itself.
    @Test func inOutputs() {
        #expect(Observation.value(in: [.stream(.stdout, text: "2"), result("1")]) == .int(1))
        #expect(Observation.value(in: [result("1"), result("1")]) == nil)
        #expect(Observation.value(in: [result("one")]) == nil)
        #expect(Observation.value(in: []) == nil)
        #expect(Observation.value(in: [.displayData(MediaBundle(representations: [.init(type: Observation.type, bytes: [0x31])]))]) == nil)
    }
}
