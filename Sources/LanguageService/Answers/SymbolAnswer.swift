import Foundation

/// What a name stands for.
public struct SymbolAnswer: Sendable, Equatable {
    public var name: String
    /// How it was declared, without its body: `final class ResNet : Module`.
    public var declaration: String
    public var type: String
    /// Its documentation, as Markdown; `nil` if it has none.
    public var documentation: String?
    /// The module that declares it.
    public var module: String?

    public init(name: String, declaration: String, type: String, documentation: String?, module: String?) {
        self.name = name
        self.declaration = declaration
        self.type = type
        self.documentation = documentation
        self.module = module
    }

    struct Fields: Decodable {
        var name: String?
        var type: String?
        var annotated: String?
        var comment: String?
        var module: String?

        enum CodingKeys: String, CodingKey {
            case name = "key.name", type = "key.typename", annotated = "key.fully_annotated_decl", comment = "key.doc_comment", module = "key.modulename"
        }

        var answer: SymbolAnswer? {
            guard let name else { return nil }
            return SymbolAnswer(
                name: name, declaration: annotated.map(plainText) ?? name, type: type ?? "", documentation: comment, module: module)
        }
    }
}

/// The text of a declaration, of which the service gives XML.
private func plainText(_ xml: String) -> String {
    var text = "", isTag = false
    for character in xml {
        switch character {
        case "<": isTag = true
        case ">" where isTag: isTag = false
        default: if !isTag { text.append(character) }
        }
    }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
        .replacing("&amp;", with: "&")
}
