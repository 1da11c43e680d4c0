/// Why a dataset cannot be used, or a picture of it not be loaded.
public enum DatasetError: Error, Equatable {
    case noFolder(path: String)
    case notAFolder(path: String)
    case unreadableFolder(path: String, reason: String)
    /// A folder that holds no folders, but so many pictures itself.
    case noClasses(folder: String, pictures: Int)
    /// A class's folder without a picture.
    case emptyClass(folder: String)
    /// A published dataset that is in none of its places.
    case notHere(title: String, name: String, sought: [String])
    /// A published dataset's folder with other classes than were published.
    case otherClasses(title: String, name: String, folder: String, missing: [String], foreign: [String])
    case noList(file: String)
    case unreadableList(file: String, reason: String)
    /// A list of pictures that breaks the rules of its format.
    case malformedList(file: String, line: Int, reason: String)
    case missingColumn(file: String, column: String, columns: [String])
    case unknownLabel(file: String, line: Int, label: String, classes: [String])
    /// A picture that a list names, and that is not there.
    case missingPicture(file: String, line: Int, picture: String)
    /// A name in a list that no picture of the dataset has, or that several have.
    case unknownPicture(file: String, line: Int, name: String, matches: [String])
    /// A picture that two lists of a split name.
    case listedTwice(file: String, line: Int, name: String, other: String, otherLine: Int)
    /// Pictures of a batch, or of what is measured together, that do not have the same shape: both by name, with their shapes.
    case differentShapes(picture: String, shape: [Int], other: String, otherShape: [Int])
    /// A picture with another number of channels than `Normalize` has statistics for.
    case wrongChannels(picture: String, channels: Int, expected: Int)
}
