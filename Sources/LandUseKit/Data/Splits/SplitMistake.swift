/// Why a dataset cannot be split as was asked.
enum SplitMistake: Error, Equatable, CustomStringConvertible {
    case negative
    case fractions(sum: Double)
    case onePart
    case seed(UInt64)
    /// A part that was asked for and would have no pictures.
    case emptyPart(name: String, pictures: Int)
    /// A class with too few pictures.
    case fewPictures(className: String, pictures: Int, needed: Int)
    /// A part with fewer pictures than there are classes to be represented.
    case fewerThanClasses(part: String, pictures: Int, classes: Int)
    /// A label that is none of the classes, in words.
    case foreignLabel(String)

    var description: String {
        switch self {
        case .negative: "split needs parts of at least 0"
        case .fractions(let sum): "split needs fractions that add up to 1; train + validation + test is \(Decimal.fixed(sum, digits: 4))"
        case .onePart: "split needs some pictures for training, and some for validation or test"
        case .seed(let seed): "split takes a seed from 0 to \(UInt32.max), as NumPy does, got \(seed)"
        case .emptyPart(let name, let pictures): "split: of \(pictures) pictures none would be left for \(name); load more, or choose other fractions"
        case .fewPictures(let className, let pictures, let needed):
            "split: the class \(className) has \(pictures) picture\(pictures == 1 ? "" : "s"), and \(needed) are needed"
        case .fewerThanClasses(let part, let pictures, let classes):
            "split, stratified: \(part) would have \(pictures) pictures for \(classes) classes; give it a larger share, or do not stratify"
        case .foreignLabel(let words): "split: \(words)"
        }
    }

    /// A seed that NumPy takes.
    static func checked(_ seed: UInt64) throws(SplitMistake) -> UInt32 {
        guard let seed = UInt32(exactly: seed) else { throw .seed(seed) }
        return seed
    }
}
