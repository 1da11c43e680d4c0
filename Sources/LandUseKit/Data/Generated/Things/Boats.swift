/// A boat at its mooring.
struct Boat {
    /// Its middle; the bow along x.
    var pose: Pose
    var length: Float
    var width: Float

    func draw(on canvas: Canvas, _ dice: inout Dice) {
        var own = dice.fork()
        guard canvas.shows(pose.origin, radius: length) else { return }
        let l = length / 2, w = width / 2
        let hull = [
            pose(-l, -w * 0.8), pose(-l * 0.4, -w), pose(l * 0.3, -w * 0.92), pose(l * 0.72, -w * 0.5), pose(l, 0),
            pose(l * 0.72, w * 0.5), pose(l * 0.3, w * 0.92), pose(-l * 0.4, w), pose(-l, w * 0.8),
        ]
        let deck = own.vary(own.pick([.grey(238), .grey(230), .grey(225), Colour(214, 206, 190), Colour(196, 190, 180)]), brightness: 0.06)
        canvas.shadow(of: hull, height: 1.6)
        canvas.fill(hull, Surface(deck, grain: 6))
        // The cockpit, a cabin with dark windows, and here and there a cover.
        let cloth = [Colour(48, 76, 140), Colour(60, 90, 160), Colour(190, 184, 168), Colour(120, 112, 100), Colour(70, 110, 90), Colour(140, 60, 52)]
        if own.chance(0.35) {
            canvas.fill(pose.box(-l * 0.35, length: length * own.between(0.35, 0.6), width: width * 0.8), Surface(own.vary(own.pick(cloth)), grain: 6))
        } else {
            canvas.fill(pose.box(-l * 0.55, length: length * 0.32, width: width * 0.68), Surface(Colour(150, 138, 122), grain: 10))
        }
        let cabin = pose.box(l * 0.12, length: length * own.between(0.26, 0.4), width: width * 0.66)
        canvas.shadow(of: cabin, height: 1.2)
        canvas.fill(cabin, Surface(.grey(70)))
        canvas.fill(pose.box(l * 0.08, length: length * 0.24, width: width * 0.56), Surface(deck * 1.02, grain: 4))
        if own.chance(0.3) {
            // A mast, and its shadow.
            let foot = pose(l * 0.2, 0)
            canvas.stroke([foot, foot + canvas.light.shadow * (length * 1.1)], width: 0.25, Surface(.grey(30)), opacity: 0.35)
            canvas.stroke([pose(-l * 0.5, 0), foot], width: 0.35, Surface(.grey(240)))
        }
    }
}
