import Glibc

/// A folder that holds a folder of pictures for each class (torchvision's `ImageFolder`).
///
///     my-images/beach/…  my-images/forest/…
public struct ImageFolder: Dataset {
    public let classes: [String]
    public let labels: [Int]
    public let source: DataSource
    private let folder: String
    private let names: [String]

    /// - Throws: `ImageError`.
    public init(_ path: String, source: DataSource? = nil) throws {
        folder = path
        self.source = source ?? DataSource(name: path, place: path)
        var classes: [String] = [], labels: [Int] = [], names: [String] = []
        for name in try Self.entries(path) {
            guard let files = try? Self.entries(path + "/" + name), !files.isEmpty else { continue }
            labels += files.map { _ in classes.count }
            names += files.map { name + "/" + $0 }
            classes.append(name)
        }
        self.classes = classes
        self.labels = labels
        self.names = names
    }

    public func image(at index: Int) throws -> Image { try Image(contentsOf: folder + "/" + names[index]) }
    public func name(at index: Int) -> String { names[index] }

    private static func entries(_ path: String) throws -> [String] {
        guard let directory = opendir(path) else { throw ImageError.notFound(path: path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
