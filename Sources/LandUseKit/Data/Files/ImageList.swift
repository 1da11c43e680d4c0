import Glibc
import NotebookDisplay

/// Pictures that a CSV file lists, each with its label by name.
///
///     image,label
///     scenes/a.tif,forest
///     "scenes/b, north.tif",river
///
/// The first line names the columns. Paths count from the CSV file's folder, unless they begin with a slash.
public struct ImageList: Dataset {
    public let classes: [String]
    public let labels: [Int]
    public let source: DataSource
    public let convertsToRGB: Bool
    private let folder: String
    private let names: [String]

    /// - Parameters:
    ///   - path: the CSV file (RFC 4180, UTF-8)
    ///   - image: the column of the pictures' paths
    ///   - label: the column of the labels
    ///   - classes: the classes in their order, each once; by default all labels that occur, in the order of their names
    ///   - source: what a report says of the pictures; by default where the list is
    ///   - convertsToRGB: whether grey is repeated and alpha dropped; otherwise pictures keep their channels
    /// - Throws: `DatasetError`, which names the line.
    public init(
        csv path: String, image: String = "image", label: String = "label", classes: [String]? = nil, source: DataSource? = nil,
        convertsToRGB: Bool = true, file: StaticString = #fileID, line: UInt = #line
    ) throws {
        if let classes, let twice = classes.enumerated().first(where: { classes[..<$0.offset].contains($0.element) }) {
            fail("ImageList: the class \(twice.element) is named twice", file, line)
        }
        let table = try Table(path, columns: [image, label])
        folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let known = classes ?? Set(table.rows.map(\.cells[1])).sorted()
        let places = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
        var labels: [Int] = []
        for row in table.rows {
            CancellationHook.check()
            guard let place = places[row.cells[1]] else {
                throw DatasetError.unknownLabel(file: path, line: row.line, label: row.cells[1], classes: known)
            }
            let file = Self.path(row.cells[0], in: folder)
            guard access(file, F_OK) == 0, FolderListing.identity(file) == nil else { throw DatasetError.missingPicture(file: path, line: row.line, picture: file) }
            labels.append(place)
        }
        self.labels = labels
        self.classes = known
        names = table.rows.map(\.cells[0])
        self.convertsToRGB = convertsToRGB
        self.source = source ?? DataSource(name: path.split(separator: "/").last.map(String.init) ?? path, place: path)
    }

    public func image(at index: Int) throws -> Image { try PictureFile.read(Self.path(name(at: index), in: folder), asRGB: convertsToRGB) }

    public func name(at index: Int) -> String {
        requirePicture(at: index)
        return names[index]
    }

    private static func path(_ name: String, in folder: String) -> String { name.hasPrefix("/") ? name : folder + name }

    /// Some columns of a CSV file.
    private struct Table {
        var rows: [(line: Int, cells: [String])] = []

        init(_ path: String, columns: [String]) throws(DatasetError) {
            let bytes = try TextFile.bytes(of: path), records: [CSVRecords.Record]
            do throws(CSVRecords.Fault) {
                records = try CSVRecords(bytes).records
            } catch {
                throw .malformedList(file: path, line: error.line, reason: error.reason)
            }
            guard let header = records.first else { throw .malformedList(file: path, line: 1, reason: "it is empty") }
            var places: [Int] = []
            for column in columns {
                guard let place = header.fields.firstIndex(of: column) else {
                    throw .missingColumn(file: path, column: column, columns: header.fields)
                }
                places.append(place)
            }
            for record in records.dropFirst() {
                guard record.fields.count == header.fields.count else {
                    throw .malformedList(
                        file: path, line: record.line, reason: "it has \(record.fields.count) fields, and the first line \(header.fields.count)")
                }
                if let place = places.first(where: { record.fields[$0].isEmpty }) {
                    throw .malformedList(file: path, line: record.line, reason: "the field of the column \(header.fields[place]) is empty")
                }
                rows.append((record.line, places.map { record.fields[$0] }))
            }
            if rows.isEmpty { throw .malformedList(file: path, line: header.line, reason: "no pictures follow the names of the columns") }
        }
    }
}
