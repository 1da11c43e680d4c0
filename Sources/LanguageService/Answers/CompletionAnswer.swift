/// One way in which a word can go on.
public struct CompletionAnswer: Sendable, Equatable, Decodable {
    /// The name, with the labels of a function's arguments: `resnet18(numClasses:)`.
    public var name: String
    /// How a person reads it: `resnet18(numClasses: Int)`.
    public var description: String
    /// The type of its value; empty for what has none.
    public var type: String
    /// What to write, with placeholders `<#…#>`.
    public var sourceText: String
    /// What it is, in sourcekitd's words: `source.lang.swift.decl.var.global`.
    public var kind: String
    /// The first sentence of its documentation.
    public var brief: String?
    /// The module that declares it.
    public var module: String?

    enum CodingKeys: String, CodingKey {
        case name = "key.name", description = "key.description", type = "key.typename", sourceText = "key.sourcetext", kind = "key.kind"
        case brief = "key.doc.brief", module = "key.modulename"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decode(String.self, forKey: .name)
        description = try fields.decodeIfPresent(String.self, forKey: .description) ?? name
        type = try fields.decodeIfPresent(String.self, forKey: .type) ?? ""
        sourceText = try fields.decodeIfPresent(String.self, forKey: .sourceText) ?? name
        kind = try fields.decodeIfPresent(String.self, forKey: .kind) ?? ""
        brief = try fields.decodeIfPresent(String.self, forKey: .brief)
        module = try fields.decodeIfPresent(String.self, forKey: .module)
    }

    /// As much of what to write as needs no decision: up to the first placeholder.
    public var insertion: String { sourceText.firstRange(of: "<#").map { String(sourceText[..<$0.lowerBound]) } ?? sourceText }
}

struct CompletionAnswers: Decodable {
    var all: [CompletionAnswer]
    enum CodingKeys: String, CodingKey { case all = "key.results" }
}
