/// The season and the country that a picture was taken in: the colours that its things share.
struct Setting {
    var grass: Surface
    var soil: Surface
    var sand: Surface
    var asphalt: Surface
    var concrete: Surface
    var water: Surface
    /// Crowns and shrubs, each tree a little different.
    var foliage: Colour
    /// Whether the trees have lost their leaves.
    var isWinter: Bool

    init(_ dice: inout Dice) {
        isWinter = dice.chance(0.22)
        let greens = [Colour(82, 112, 70), Colour(62, 96, 58), Colour(104, 118, 80), Colour(120, 128, 96), Colour(96, 116, 92)]
        let dry = [Colour(142, 136, 100), Colour(124, 122, 96), Colour(156, 146, 112), Colour(112, 110, 84)]
        let soils = [Colour(164, 140, 118), Colour(186, 166, 142), Colour(144, 122, 104), Colour(176, 162, 144), Colour(152, 142, 122)]
        let green = dice.vary(dice.pick(isWinter || dice.chance(0.25) ? dry : greens))
        grass = Surface(green * 0.9, dice.vary(dice.mix(green, dice.pick(dry))) * dice.between(1, 1.2), grain: dice.between(14, 40))
        let earth = dice.vary(dice.pick(soils), tint: 0.02)
        soil = Surface(earth * dice.between(0.72, 0.95), dice.vary(earth, tint: 0.02) * dice.between(0.95, 1.15), grain: dice.between(14, 38))
        let bright = dice.vary(Colour(204, 188, 168))
        sand = Surface(bright, dice.vary(bright), grain: dice.between(5, 12))
        let dark = dice.vary(Colour.grey(dice.between(82, 150)))
        asphalt = Surface(dark * 0.88, dark * dice.between(0.95, 1.2), grain: dice.between(6, 22))
        let light = dice.vary(Colour(186, 184, 170), brightness: 0.15, tint: 0.02)
        concrete = Surface(light * 0.86, light * dice.between(0.95, 1.1), grain: dice.between(6, 20))
        let waters = [Colour(48, 74, 68), Colour(58, 72, 84), Colour(92, 94, 80), Colour(34, 42, 46), Colour(112, 106, 94), Colour(92, 102, 92)]
        let wet = dice.vary(dice.pick(waters))
        water = Surface(wet, dice.vary(wet, brightness: 0.15), grain: dice.between(3, 8))
        let leaves = [Colour(64, 88, 58), Colour(48, 70, 46), Colour(84, 112, 78), Colour(76, 84, 56), Colour(58, 92, 68)]
        foliage = isWinter ? dice.vary(Colour(116, 108, 104)) : dice.vary(dice.pick(leaves), brightness: 0.2)
    }

    /// A roof that may stand next to any other.
    static func roof(_ dice: inout Dice) -> Surface {
        let colours = [
            Colour(150, 146, 140), Colour(112, 108, 104), Colour(216, 214, 206), Colour(178, 120, 94), Colour(128, 108, 92),
            Colour(84, 84, 86), Colour(186, 164, 134), Colour(164, 156, 144), Colour(196, 150, 118), Colour(116, 124, 132),
        ]
        let colour = dice.vary(dice.pick(colours))
        return Surface(colour * 0.93, colour * 1.06, grain: 16)
    }

    /// The flat roof of a shop, a warehouse or an office.
    static func flatRoof(_ dice: inout Dice) -> Surface {
        let colours = [
            Colour(206, 206, 198), Colour(236, 236, 232), Colour(168, 168, 162), Colour(190, 182, 164), Colour(140, 136, 130),
            Colour(176, 138, 112), Colour(120, 150, 168), Colour(216, 200, 174),
        ]
        let colour = dice.vary(dice.pick(colours))
        return Surface(colour * 0.86, colour * 1.06, grain: 18)
    }
}
