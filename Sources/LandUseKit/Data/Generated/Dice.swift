/// The generator that draws one picture's contents: SplitMix64 (Steele, Lea & Flood 2014), whose state is one word.
///
/// It has nothing to do with `Random`: a generated picture must not depend on what was drawn before it.
struct Dice {
    private var state: UInt64

    /// Seeds that are near each other give streams that are not.
    init(seed: UInt64, _ keys: Int...) {
        state = seed
        for key in keys { state = next() ^ (UInt64(bitPattern: Int64(key)) &* 0xD1B5_4A32_D192_ED03) }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A generator for a part whose draws, however many, shall not move those of the rest.
    mutating func fork() -> Dice { Dice(seed: next()) }

    /// 0 ≤ number < 1, in steps of 2⁻²⁴.
    mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    /// low ≤ number < high.
    mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

    /// A number around 0 that is mostly small: the sum of two uniform ones, −1 to 1.
    mutating func spread() -> Float { unit() - unit() }

    mutating func count(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(((next() >> 32) &* UInt64(range.count)) >> 32)
    }

    mutating func chance(_ probability: Float) -> Bool { unit() < probability }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[count(0...choices.count - 1)] }

    /// A direction, all equally likely.
    mutating func direction() -> Point { .unit(turns: unit()) }

    /// A place in the square of scene coordinates that reaches `reach` metres from the centre.
    mutating func place(within reach: Float) -> Point {
        let x = between(-reach, reach)
        return Point(x, between(-reach, reach))
    }

    /// A colour near another: lighter or darker by up to `brightness` of itself, each channel by up to `tint` on its own.
    mutating func vary(_ colour: Colour, brightness: Float = 0.12, tint: Float = 0.04) -> Colour {
        let light = 1 + brightness * between(-1, 1)
        let red = light * (1 + tint * between(-1, 1)), green = light * (1 + tint * between(-1, 1))
        return Colour(colour.red * red, colour.green * green, colour.blue * light * (1 + tint * between(-1, 1)))
    }

    mutating func mix(_ one: Colour, _ other: Colour) -> Colour { one.mixed(with: other, unit()) }
}
