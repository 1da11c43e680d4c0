internal import CGDAL

/// One request for a file, or for a part of one, through GDAL's client of HTTP.
enum Transfer {
    struct Outcome {
        var ending: Ending
        /// The first byte that came, if the server says that it sent a part.
        var first: Int?
        /// How many bytes the whole file has, if the server says so with a part.
        var total: Int?
    }

    enum Ending: Equatable {
        case finished
        /// The server's answer is an error; what came is its words.
        case refused(String)
        /// The transfer did not begin, did not finish, or was stopped; what came is of the file.
        case brokenOff(String)
    }

    /// In words why nothing can be transferred; `nil` where it can.
    static var obstacle: String? { cgdal_load().map { "GDAL cannot be loaded: \(String(cString: $0))" } }

    /// Asks for a file from the byte `first` to the byte `last`, both included, or all of it.
    /// - Parameters:
    ///   - goesOn: asked again and again, also while nothing comes; ends the transfer with `false`.
    ///   - take: gets the bytes as they come; ends the transfer with `false`.
    static func run(
        _ url: String, first: Int? = nil, last: Int? = nil, goesOn: @escaping () -> Bool = { true }, take: (UnsafeRawBufferPointer) -> Bool
    ) -> Outcome {
        withoutActuallyEscaping(take) { take in
            let receiver = Receiver(take, goesOn)
            let wanted = cgdal_range(first: Int64(first ?? -1), last: Int64(last ?? -1), total: -1)
            var sent = cgdal_range(first: -1, last: -1, total: -1)
            var message = [CChar](repeating: 0, count: 1024)
            let result = withExtendedLifetime(receiver) {
                cgdal_fetch(
                    url, wanted,
                    { bytes, count, context in
                        guard let context else { return 0 }
                        let receiver = Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
                        return receiver.take(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
                    },
                    { context in
                        guard let context else { return 0 }
                        return Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue().goesOn() ? 1 : 0
                    },
                    Unmanaged.passUnretained(receiver).toOpaque(), &sent, &message, message.count)
            }
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let ending: Ending =
                switch result {
                case CGDAL_FETCHED: .finished
                case CGDAL_REFUSED: .refused(reason)
                default: .brokenOff(reason)
                }
            return Outcome(
                ending: ending, first: sent.first >= 0 ? Int(sent.first) : nil, total: sent.total >= 0 ? Int(sent.total) : nil)
        }
    }

    private final class Receiver {
        let take: (UnsafeRawBufferPointer) -> Bool
        let goesOn: () -> Bool

        init(_ take: @escaping (UnsafeRawBufferPointer) -> Bool, _ goesOn: @escaping () -> Bool) {
            self.take = take
            self.goesOn = goesOn
        }
    }
}
