import Foundation

/// Writes all of some bytes, however many calls that takes.
/// - Returns: the error number that kept it from the end; 0 if nothing did.
@discardableResult
func writeAll(_ bytes: some Sequence<UInt8>, to descriptor: Int32) -> Int32 {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else { return errno }
        rest = rest.dropFirst(count)
    }
    return 0
}
