import Glibc

/// What stands around a picture that is padded (torchvision's `padding_mode`).
public enum PaddingMode: String, Sendable {
    /// One level.
    case constant
    /// The outermost pixel again and again.
    case edge
    /// The picture mirrored about its outermost pixels.
    case reflect
    /// The picture mirrored, its outermost pixels twice.
    case symmetric

    /// Which place of `size` stands at a place that may lie outside; `nil` for none of them.
    func place(_ place: Int, in size: Int) -> Int? {
        if 0 <= place, place < size { return place }
        switch self {
        case .constant: return nil
        case .edge: return place < 0 ? 0 : size - 1
        case .reflect:
            if size == 1 { return 0 }
            let rest = (place % (2 * size - 2) + 2 * size - 2) % (2 * size - 2)
            return rest < size ? rest : 2 * size - 2 - rest
        case .symmetric:
            let rest = (place % (2 * size) + 2 * size) % (2 * size)
            return rest < size ? rest : 2 * size - 1 - rest
        }
    }
}

extension Image {
    /// With so many pixels more on each side (torchvision's `pad`).
    ///
    /// - Parameter fill: the level of every channel, where the mode is `.constant`.
    public func padded(
        left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0, mode: PaddingMode = .constant, fill: UInt8 = 0,
        file: StaticString = #fileID, line: UInt = #line
    ) -> Image {
        guard min(left, top, right, bottom) >= 0 else {
            fail("padded: no side can have less than 0 pixels more, got \(left), \(top), \(right) and \(bottom)", file, line)
        }
        let newWidth = left + width + right, newHeight = top + height + bottom
        let columns = (0..<newWidth).map { mode.place($0 - left, in: width) }
        return replacingSamples(height: newHeight, width: newWidth) { source, target in
            for row in 0..<newHeight {
                let target = target + row * newWidth * channels
                guard let oldRow = mode.place(row - top, in: height) else {
                    memset(target, Int32(fill), newWidth * channels)
                    continue
                }
                let source = source + oldRow * width * channels
                memcpy(target + left * channels, source, width * channels)
                for column in 0..<newWidth where column < left || column >= left + width {
                    if let old = columns[column] {
                        memcpy(target + column * channels, source + old * channels, channels)
                    } else {
                        memset(target + column * channels, Int32(fill), channels)
                    }
                }
            }
        }
    }
}
