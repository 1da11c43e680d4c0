import NotebookDisplay

/// Labelled pictures, decoded one by one when they are asked for (PyTorch's map-style `Dataset`).
///
/// Anything that can say how many pictures it has, what classes there are, and give the picture at an index, can be split,
/// loaded in batches, trained on and shown:
///
///     let images = try ImageFolder("my-images")          // a folder a class
///     images.classes                                     // ["beach", "forest", …]
///     let picture = try images.image(at: 0)
public protocol Dataset: Sendable, Displayable {
    /// The names of the classes; a label is an index into them.
    var classes: [String] { get }
    /// The class of each picture, known without decoding any.
    var labels: [Int] { get }
    /// Where the pictures come from, which every report says.
    var source: DataSource { get }
    /// The picture at an index, 0 to `count - 1`, decoded. Called from several threads at once.
    ///
    /// - Throws: an error that names the file.
    func image(at index: Int) throws -> Image
    /// What the picture is called in lists and messages: "beach/beach07.tif".
    func name(at index: Int) -> String
    /// What else is to be said where the dataset is shown, a sentence a line; nothing by default.
    var remarks: [String] { get }
}

extension Dataset {
    /// How many pictures there are.
    public var count: Int { labels.count }

    /// Ends the cell where there is no picture at an index.
    func requirePicture(at index: Int) {
        guard labels.indices.contains(index) else {
            fail("there is no picture \(index) in a dataset of \(count); indices count from 0", #fileID, #line)
        }
    }
}
