/// The forms that a checkpoint file has, told apart by its first bytes; names and endings do not count.
enum CheckpointKind: Equatable {
    /// `torch.save` since version 1.6 (2020).
    case zip
    /// `torch.save` from 0.2 to 1.5, and today with `_use_new_zipfile_serialization=False`.
    case pickle
    /// `torch.save` before version 0.2 (2017).
    case tar
    /// Hugging Face's format.
    case safeTensors

    /// Bytes at a file's beginning that tell its kind: a tar file's mark ends at byte 262.
    static let prefixLength = 262

    /// - Parameter prefix: the file's first bytes, `prefixLength` or, of a shorter file, all
    /// - Returns: `nil` for what begins like no checkpoint.
    init?(prefix: [UInt8]) {
        // A safetensors header is a JSON object; no other form has a brace in this place.
        if prefix.count > 8, prefix[8] == UInt8(ascii: "{") {
            self = .safeTensors
        } else if prefix.starts(with: [0x50, 0x4b, 3, 4]) || prefix.starts(with: [0x50, 0x4b, 5, 6]) {
            self = .zip
        } else if prefix.starts(with: [0x80]), prefix.count > 1, (1...5).contains(prefix[1]) {
            self = .pickle
        } else if prefix.count >= 262, prefix[257..<262].elementsEqual("ustar".utf8) {
            self = .tar
        } else {
            return nil
        }
    }

    /// What a file is instead, where that can be seen and said.
    static func otherKind(prefix: [UInt8], size: Int) -> String {
        let text = String(decoding: prefix, as: UTF8.self).drop { $0.isWhitespace }
        return if size < 10 {
            "it has \(size) bytes, too few for one"
        } else if text.hasPrefix("version https://git-lfs") {
            "it is the note that Git LFS leaves in a file's place; `git lfs pull` fetches the file itself"
        } else if text.hasPrefix("<") {
            "it is a web page, perhaps the one that offers the file; download the file itself"
        } else if prefix.starts(with: [0x1f, 0x8b]) {
            "it is compressed by gzip; unpack it first"
        } else {
            "it begins like none of ZIP, pickle, tar (all PyTorch's) and safetensors; perhaps it is damaged or not wholly downloaded"
        }
    }
}
