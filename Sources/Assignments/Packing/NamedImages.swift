import Foundation
import Notebook

/// The pictures in the notebook's own folder that its prose names. Pure.
public enum NamedImages {
    /// Paths relative to the notebook's folder, without those that lead out of it, each once.
    public static func paths(in document: NotebookDocument) -> [String] {
        var seen: Set<String> = []
        return document.blocks.flatMap { block -> [String] in
            switch block {
            case .prose(let prose): prose.blocks.flatMap(sources)
            case .textAnswer(let answer): answer.prose.blocks.flatMap(sources)
            case .cell: []
            }
        }.compactMap(localPath).filter { seen.insert($0).inserted }
    }

    private static func localPath(_ source: String) -> String? {
        guard !source.isEmpty, !source.contains(":"), !source.contains("\\"), let path = source.removingPercentEncoding, !path.utf8.contains(0) else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == ".." || $0.hasPrefix(".") }) else { return nil }
        return parts.joined(separator: "/")
    }

    private static func sources(_ block: MarkdownBlock) -> [String] {
        switch block {
        case .heading(_, let inlines), .paragraph(let inlines): inlines.flatMap(sources)
        case .list(let list): list.items.flatMap { $0.blocks.flatMap(sources) }
        case .quote(let blocks): blocks.flatMap(sources)
        case .table(let table): (table.header + table.rows.flatMap { $0 }).flatMap { $0.flatMap(sources) }
        case .code, .thematicBreak, .html: []
        }
    }

    private static func sources(_ inline: MarkdownInline) -> [String] {
        switch inline {
        case .image(let source, _, _): [source]
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines), .link(_, _, let inlines): inlines.flatMap(sources)
        case .text, .code, .math, .html, .softBreak, .hardBreak: []
        }
    }
}
