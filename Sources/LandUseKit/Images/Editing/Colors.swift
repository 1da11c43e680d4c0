internal import CKernels

extension Image {
    /// Darker below 1, black at 0, brighter above 1 (torchvision's `adjust_brightness`). Alpha stays.
    public func adjustingBrightness(by factor: Double, file: StaticString = #fileID, line: UInt = #line) -> Image {
        checkFactor(factor, "adjustingBrightness", file, line)
        return mappingColors { Self.blend(0, $0, Float(factor)) }
    }

    /// Less contrast below 1, none at 0, more above 1: each colour is moved from or to the mean luminance
    /// (torchvision's `adjust_contrast`). Alpha stays.
    public func adjustingContrast(by factor: Double, file: StaticString = #fileID, line: UInt = #line) -> Image {
        checkFactor(factor, "adjustingContrast", file, line)
        let total = luminance.reduce(into: 0) { $0 += Int($1) }
        let mean = UInt8(Double(total) / Double(height * width) + 0.5)
        return mappingColors { Self.blend(mean, $0, Float(factor)) }
    }

    /// Paler below 1, grey at 0, more colourful above 1 (torchvision's `adjust_saturation`). Grey stays as it is.
    public func adjustingSaturation(by factor: Double, file: StaticString = #fileID, line: UInt = #line) -> Image {
        checkFactor(factor, "adjustingSaturation", file, line)
        if colors == 1 { return self }
        let luminance = luminance
        return replacingSamples {
            ck_image_saturate($0, luminance, height * width, Int32(channels), Float(factor), $1)
        }
    }

    /// Every hue moved on by a part of the circle of colours, −0.5…0.5 (torchvision's `adjust_hue`, with hue in
    /// 256 steps, as PIL has it). Grey stays as it is.
    public func adjustingHue(by turn: Double, file: StaticString = #fileID, line: UInt = #line) -> Image {
        guard (-0.5...0.5).contains(turn) else {
            fail("adjustingHue: the part of a turn must be from -0.5 to 0.5, got \(turn)", file, line)
        }
        if colors == 1 { return self }
        let shift = UInt8(truncatingIfNeeded: Int(turn * 255))
        return replacingSamples { ck_image_shift_hue($0, height * width, Int32(channels), shift, $1) }
    }

    /// Each pixel's luminance in place of its colours, in as many channels as before (torchvision's
    /// `rgb_to_grayscale`).
    public func grayscale() -> Image { colors == 1 ? self : adjustingSaturation(by: 0) }

    /// A number a pixel (PIL's `convert("L")`).
    var luminance: [UInt8] {
        let count = height * width
        return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            samples.withUnsafeBufferPointer { source in
                if channels >= 3 {
                    ck_image_luminance(source.baseAddress, count, Int32(channels), target.baseAddress)
                } else {
                    for pixel in 0..<count { target[pixel] = source[pixel * channels] }
                }
            }
            initialized = count
        }
    }

    /// Another number for each colour, by a table.
    private func mappingColors(_ map: (UInt8) -> UInt8) -> Image {
        let table = (UInt8.min...UInt8.max).map(map)
        return replacingSamples { source, target in
            table.withUnsafeBufferPointer { table in
                if colors == channels {
                    for index in 0..<samples.count { target[index] = table[Int(source[index])] }
                } else {
                    for index in 0..<samples.count {
                        let isAlpha = index % channels == channels - 1
                        target[index] = isAlpha ? source[index] : table[Int(source[index])]
                    }
                }
            }
        }
    }

    /// From one level towards another and beyond, cut to 0…255 and truncated, as Pillow's `Blend.c` computes it.
    private static func blend(_ from: UInt8, _ to: UInt8, _ factor: Float) -> UInt8 {
        let value = Float(from) + factor * Float(Int(to) - Int(from))
        return UInt8(min(max(value, 0), 255))
    }

    private func checkFactor(_ factor: Double, _ name: String, _ file: StaticString, _ line: UInt) {
        guard factor >= 0, factor.isFinite else {
            fail("\(name): the factor must be 0 or more (1 changes nothing), got \(factor)", file, line)
        }
    }
}
