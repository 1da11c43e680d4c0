import Foundation
import Notebook

/// Outputs as JSON in the shapes of nbformat 4 (nbformat.readthedocs.io/en/latest/format_description.html).
enum NotebookFormat4 {
    static func object(_ output: Output) -> [String: Any] {
        switch output {
        case .stream(let stream, let text): ["output_type": "stream", "name": stream.rawValue, "text": text]
        case .displayData(let bundle):
            displayed(bundle, "display_data")
        case .executeResult(let bundle):
            ["output_type": "execute_result", "data": data(bundle), "metadata": metadata(bundle)]
        case .error(let failure):
            [
                "output_type": "error", "ename": failure.name, "evalue": failure.reason,
                "traceback": failure.frames.map { "\($0.cell), line \($0.position.line)\($0.function.map { ", in \($0)" } ?? "")" },
            ]
        // nbformat has no word for this: a stream of its own says it.
        case .omitted(let bytes): ["output_type": "stream", "name": "stderr", "text": "[\(bytes) more bytes were left out]\n"]
        }
    }

    /// A newer value for what is shown already, as Jupyter's message `update_display_data` has it.
    static func update(_ bundle: MediaBundle) -> [String: Any] { displayed(bundle, "update_display_data") }

    /// `transient` is a message's: what tells its value from others, and is not kept in a notebook file.
    private static func displayed(_ bundle: MediaBundle, _ type: String) -> [String: Any] {
        var object: [String: Any] = ["output_type": type, "data": data(bundle), "metadata": metadata(bundle)]
        if let id = bundle.displayID { object["transient"] = ["display_id": id] }
        return object
    }

    private static func data(_ bundle: MediaBundle) -> [String: Any] {
        Dictionary(
            bundle.representations.map { representation in
                let isText = representation.type.hasPrefix("text/") || representation.type == "image/svg+xml"
                if isText { return (representation.type, String(decoding: representation.bytes, as: UTF8.self) as Any) }
                let bytes = Data(representation.bytes)
                if representation.type.hasSuffix("+json"), let object = try? JSONSerialization.jsonObject(with: bytes) {
                    return (representation.type, object)
                }
                return (representation.type, bytes.base64EncodedString() as Any)
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func metadata(_ bundle: MediaBundle) -> [String: Any] {
        guard let alternative = bundle.alternativeText else { return [:] }
        let pictures = bundle.representations.map(\.type).filter { $0.hasPrefix("image/") }
        return Dictionary(pictures.map { ($0, ["alt": alternative]) }, uniquingKeysWith: { first, _ in first })
    }
}
