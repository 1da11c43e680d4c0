/// Something that the compiler says about code.
struct Remark: Decodable {
    var severity: String
    var message: String

    var isError: Bool { severity == "source.diagnostic.severity.error" }

    enum CodingKeys: String, CodingKey { case severity = "key.severity", message = "key.description" }
}

struct Remarks: Decodable {
    var all: [Remark]
    enum CodingKeys: String, CodingKey { case all = "key.diagnostics" }
}
