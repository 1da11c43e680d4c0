extension DatasetError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noFolder(let path): "there is no folder \(path)"
        case .notAFolder(let path): "\(path) is a file: name the folder that holds a folder of pictures for each class"
        case .unreadableFolder(let path, let reason): "the folder \(path) cannot be read: \(reason)"
        case .noClasses(let folder, let pictures):
            pictures > 0
                ? "\(folder) holds \(pictures) pictures and no folders: put the pictures of each class into a folder named after it"
                : "\(folder) holds no folders: a dataset's folder holds a folder of pictures for each class"
        case .emptyClass(let folder):
            "the class folder \(folder) holds no pictures (\(PictureFile.endings.joined(separator: ", "))): put some there, or remove it"
        case .notHere(let title, let name, let sought):
            "\(title) is not on this machine (sought: \(sought.isEmpty ? "nowhere, LANDUSE_DATA and HOME are not set" : sought.joined(separator: ", "))): "
                + "`landuse data get \(name)` fetches it; or set LANDUSE_DATA to the folder that holds \(name)"
        case .otherClasses(let title, let name, let folder, let missing, let foreign):
            "\(folder) is not \(title): " + Self.difference(missing, foreign)
                + (missing.isEmpty ? "; move it away, or use ImageFolder" : "; move it away, and `landuse data get \(name)` fetches all of it")
        case .noList(let file): "there is no list of pictures \(file)"
        case .unreadableList(let file, let reason): "the list of pictures \(file) cannot be read: \(reason)"
        case .malformedList(let file, let line, let reason): "\(file):\(line): \(reason)"
        case .missingColumn(let file, let column, let columns):
            "\(file):1: there is no column \(column)\(NearestName.remedy(for: column, among: columns))"
        case .unknownLabel(let file, let line, let label, let classes):
            "\(file):\(line): the label \(label.isEmpty ? "\"\"" : label) is none of the classes\(NearestName.remedy(for: label, among: classes))"
        case .missingPicture(let file, let line, let picture):
            "\(file):\(line): there is no file \(picture); paths count from the list's folder"
        case .unknownPicture(let file, let line, let name, let matches):
            matches.isEmpty
                ? "\(file):\(line): the dataset has no picture \(name); names are written like beach/beach07.tif"
                : "\(file):\(line): \(name) may be any of \(matches.prefix(3).joined(separator: ", ")): write the class before it"
        case .listedTwice(let file, let line, let name, let other, let otherLine):
            "\(file):\(line): \(name) stands in \(other):\(otherLine) already, and a picture belongs to one part"
        case .differentShapes(let picture, let shape, let other, let otherShape):
            if shape.count == 3, otherShape.count == 3, shape[0] != otherShape[0] {
                "\(picture) has \(Self.channels(shape[0])) and \(other), beside it, has \(otherShape[0]): image.rgb makes three of any picture"
            } else {
                "\(picture) is \(Self.size(shape)) and \(other), beside it, is \(Self.size(otherShape)): put Resize(height, width), or a crop, before ToTensor()"
            }
        case .wrongChannels(let picture, let channels, let expected):
            "\(picture) has \(Self.channels(channels)), and Normalize has statistics for \(expected)"
                + (expected == 3 ? ": image.rgb makes three channels of any picture" : ": give it a mean and a standard deviation for each channel")
        }
    }

    private static func difference(_ missing: [String], _ foreign: [String]) -> String {
        func list(_ names: [String]) -> String {
            names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
        }
        let parts = [
            missing.isEmpty ? nil : "the class\(missing.count == 1 ? "" : "es") \(list(missing)) \(missing.count == 1 ? "is" : "are") missing",
            foreign.isEmpty ? nil : "\(list(foreign)) \(foreign.count == 1 ? "is none" : "are none") of its classes",
        ]
        return parts.compactMap { $0 }.joined(separator: ", and ")
    }

    private static func channels(_ count: Int) -> String { "\(count) channel\(count == 1 ? "" : "s")" }

    /// Width first, as pictures' sizes are written.
    private static func size(_ shape: [Int]) -> String {
        shape.count == 3 ? "\(shape[2])×\(shape[1]) pixels" : "\(shape)"
    }
}
