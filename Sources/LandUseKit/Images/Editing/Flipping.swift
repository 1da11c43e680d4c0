internal import CKernels
import Glibc

extension Image {
    /// Left and right exchanged (torchvision's `hflip`).
    public func flippedHorizontally() -> Image {
        replacingSamples { ck_image_mirror($0, height, width, Int32(channels), $1) }
    }

    /// Top and bottom exchanged (torchvision's `vflip`).
    public func flippedVertically() -> Image {
        let length = width * channels
        return replacingSamples { source, target in
            for row in 0..<height { memcpy(target + row * length, source + (height - 1 - row) * length, length) }
        }
    }

    /// Turned by a quarter of a circle so many times, counter-clockwise (PIL's `ROTATE_90`, NumPy's `rot90`);
    /// clockwise where `times` is negative. Height and width are exchanged by an odd number of turns.
    public func rotated90(times: Int = 1) -> Image {
        switch (times % 4 + 4) % 4 {
        case 0: return self
        // A half turn is the whole row of pixels in reverse.
        case 2: return replacingSamples { ck_image_mirror($0, 1, height * width, Int32(channels), $1) }
        case 1: return transposed().flippedVertically()
        default: return transposed().flippedHorizontally()
        }
    }

    /// Rows as columns.
    func transposed() -> Image {
        replacingSamples(height: width, width: height) { ck_image_transpose($0, height, width, Int32(channels), $1) }
    }
}
