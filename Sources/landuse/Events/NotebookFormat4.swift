import Foundation
import Notebook

/// Outputs as JSON in the shapes of nbformat 4 (nbformat.readthedocs.io/en/latest/format_description.html).
enum NotebookFormat4 {
    static func object(_ output: Output) -> [String: Any] {
        switch output {
        case .stream(let stream, let text): ["output_type": "stream", "name": stream.rawValue, "text": text]
        case .displayData(let bundle):
            ["output_type": "display_data", "data": data(bundle), "metadata": metadata(bundle)]
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
