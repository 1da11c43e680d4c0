/// A data set of labelled pictures that someone has published as a ZIP archive.
public struct PublishedDataset: Sendable, Equatable {
    /// What commands and folders call it: "ucmerced".
    public var name: String
    /// "UC Merced Land Use".
    public var title: String
    /// What the pictures show, in one sentence.
    public var summary: String
    /// The classes in their order, with the number of pictures of each.
    public var classes: [Class]
    public var licence: String
    /// What to cite where it is used.
    public var citation: String
    public var homepage: String
    public var archive: PublishedFile
    /// The folder in the archive that holds a folder for each class.
    public var imagesFolder: String

    public struct Class: Sendable, Equatable {
        public var name: String
        public var pictures: Int

        public init(_ name: String, _ pictures: Int) {
            self.name = name
            self.pictures = pictures
        }
    }

    public init(
        name: String, title: String, summary: String, classes: [Class], licence: String, citation: String, homepage: String,
        archive: PublishedFile, imagesFolder: String
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.classes = classes
        self.licence = licence
        self.citation = citation
        self.homepage = homepage
        self.archive = archive
        self.imagesFolder = imagesFolder
    }

    public var pictures: Int { classes.reduce(0) { $0 + $1.pictures } }

    /// All that can be downloaded by name.
    public static let all = [ucMerced, euroSAT]

    public static func named(_ name: String) -> PublishedDataset? { all.first { $0.name == name } }
}
