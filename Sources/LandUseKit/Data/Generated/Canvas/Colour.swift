/// Red, green and blue, 0 to 255, as they stand in a file.
struct Colour {
    var red: Float
    var green: Float
    var blue: Float

    init(_ red: Float, _ green: Float, _ blue: Float) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    static func grey(_ level: Float) -> Colour { Colour(level, level, level) }

    static func * (colour: Colour, factor: Float) -> Colour {
        Colour(colour.red * factor, colour.green * factor, colour.blue * factor)
    }

    func mixed(with other: Colour, _ part: Float) -> Colour {
        Colour(red + (other.red - red) * part, green + (other.green - green) * part, blue + (other.blue - blue) * part)
    }
}

/// What a thing's top looks like from above: a colour that drifts into a second one, and grain.
struct Surface {
    var colour: Colour
    /// Where the picture's mottle is strong, the surface has this colour.
    var second: Colour
    /// Levels by which neighbouring pixels differ.
    var grain: Float

    init(_ colour: Colour, _ second: Colour? = nil, grain: Float = 0) {
        self.colour = colour
        self.second = second ?? colour
        self.grain = grain
    }

    /// The same in more light, or less.
    func lit(_ factor: Float) -> Surface { Surface(colour * factor, second * factor, grain: grain) }
}
