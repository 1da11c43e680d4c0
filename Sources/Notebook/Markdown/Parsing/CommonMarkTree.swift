import CCMark

/// A document parsed by libcmark, freed with this object.
final class CommonMarkTree {
    private let document: OpaquePointer

    init(_ text: String) {
        var text = text
        let parsed = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
            }
        }
        // libcmark ends the process itself where memory runs out, and parses any text whatever.
        guard let parsed else { preconditionFailure("libcmark gave no document") }
        document = parsed
    }

    deinit { cmark_node_free(document) }

    /// The document's node; valid while the tree is.
    var root: CommonMarkNode { CommonMarkNode(pointer: document, tree: self) }
}

/// A node of libcmark's tree, in Swift's terms.
struct CommonMarkNode {
    fileprivate let pointer: OpaquePointer
    /// Keeps the node's memory.
    fileprivate let tree: CommonMarkTree

    enum Kind {
        case document, quote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
        case text, softBreak, hardBreak, code, html, emphasis, strong, link, image
        /// What libcmark makes only with extensions that are not used here.
        case other
    }

    var kind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HTML_BLOCK: .htmlBlock
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .hardBreak
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_HTML_INLINE: .html
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default: .other
        }
    }

    /// The first line and column of the node; lines count from 1, columns from 1 in bytes.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

    var literal: String { string(cmark_node_get_literal(pointer)) }
    var url: String { string(cmark_node_get_url(pointer)) }
    var title: String { string(cmark_node_get_title(pointer)) }
    var fenceInfo: String { string(cmark_node_get_fence_info(pointer)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var listStart: Int? {
        cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
    }
    var isTightList: Bool { cmark_node_get_list_tight(pointer) != 0 }

    var children: [CommonMarkNode] {
        var children: [CommonMarkNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            children.append(CommonMarkNode(pointer: child, tree: tree))
            next = cmark_node_next(child)
        }
        return children
    }

    private func string(_ bytes: UnsafePointer<CChar>?) -> String {
        bytes.map { String(cString: $0) } ?? ""
    }
}
