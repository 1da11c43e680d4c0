import Foundation

/// A Tabular Data Resource (specs.frictionlessdata.io) as a table of the report's own.
struct DataTable {
    private struct Field {
        var name: String
        var title: String
        var isTrailing: Bool
    }

    private let fields: [Field]
    private let rows: [[String]]
    private let title: String?
    private let notes: [String]

    /// `nil` where the bytes are no such resource.
    init?(json: [UInt8]) {
        guard let root = try? JSONDecoder().decode(JSONValue.self, from: Data(json)), let object = root.object,
            let schema = object["schema"]?.object, let declared = schema["fields"]?.array, !declared.isEmpty,
            let records = object["data"]?.array
        else { return nil }
        var fields: [Field] = []
        for field in declared {
            guard let field = field.object, let name = field["name"]?.string else { return nil }
            let isNumber = ["number", "integer"].contains(field["type"]?.string)
            let alignment = field["alignment"]?.string
            fields.append(
                Field(name: name, title: field["title"]?.string ?? name, isTrailing: alignment.map { $0 == "trailing" } ?? isNumber))
        }
        var rows: [[String]] = []
        for record in records {
            guard let record = record.object else { return nil }
            rows.append(fields.map { record[$0.name]?.cellText ?? "" })
        }
        self.fields = fields
        self.rows = rows
        title = object["title"]?.string
        notes = object["notes"]?.array?.compactMap(\.string) ?? []
    }

    /// Rows beyond this make the table scroll within the page.
    private static let tall = 30
    /// Cells of more characters than this may be broken into lines.
    private static let short = 32

    var html: HTML {
        func style(_ field: Field) -> HTML { field.isTrailing ? #" class="right""# : "" }
        let caption: HTML? = title.map { "<caption>\($0)</caption>\n" }
        let header = fields.map { field -> HTML in #"<th scope="col"\#(style(field))>\#(field.title)</th>"# }.joined()
        let body = rows.map { row -> HTML in
            let cells = zip(fields, row).map { field, text -> HTML in "<td\(style(field))>\(text)</td>" }
            return "<tr>\(cells.joined())</tr>"
        }.joined(separator: "\n")
        let table: HTML = "<table>\n\(caption)<thead>\n<tr>\(header)</tr>\n</thead>\n<tbody>\n\(body)\n</tbody>\n</table>"
        let remarks: HTML? = notes.isEmpty ? nil : #"<ul class="notes">\#(notes.map { "<li>\($0)</li>" as HTML }.joined())</ul>"#
        let isShort = rows.allSatisfy { $0.allSatisfy { $0.count <= Self.short } }
        let boxStyle: HTML = "data\(rows.count > Self.tall ? " tall" : "")\(isShort ? " short" : "")"
        let box = ScrollBox.region(table, style: boxStyle, label: title ?? "Table")
        return box + (remarks ?? "")
    }
}
