/// freeway: two carriageways of several lanes, the median between them, verges and traffic.
struct FreewayScene: Scene {
    let words = "a freeway: two carriageways with traffic"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        Motorway.verge(on: canvas, setting, &dice)
        let bend = dice.chance(0.4) ? dice.between(-0.3, 0.3) * canvas.reach : 0, y = dice.between(-0.25, 0.25) * canvas.reach
        let reach = canvas.fullReach
        let line = Path.curve(Point(-reach, y - bend), Point(0, y + bend), Point(reach, y - bend), steps: 24)
        Motorway(line: line, setting, &dice).draw(on: canvas, setting, &dice)
    }
}
