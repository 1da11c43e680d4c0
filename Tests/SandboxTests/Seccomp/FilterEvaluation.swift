@testable import Sandbox

/// What a filter says of a call, found out as the system does.
struct FilterEvaluation {
    let instructions: [FilterInstruction]

    /// - Returns: the verdict; `nil` where the program is none that ends.
    func verdict(number: UInt32, architecture: UInt32, arguments: [UInt64] = []) -> UInt32? {
        var data = [UInt32](repeating: 0, count: 16)
        (data[0], data[1]) = (number, architecture)
        for (index, argument) in arguments.enumerated() {
            data[4 + 2 * index] = UInt32(truncatingIfNeeded: argument)
            data[5 + 2 * index] = UInt32(truncatingIfNeeded: argument >> 32)
        }
        var position = 0, accumulator: UInt32 = 0
        while instructions.indices.contains(position) {
            let instruction = instructions[position]
            position += 1
            func jump(_ holds: Bool) { position += Int(holds ? instruction.overIfTrue : instruction.overIfFalse) }
            switch instruction.code {
            case FilterInstruction.loadWord:
                guard instruction.operand % 4 == 0, data.indices.contains(Int(instruction.operand / 4)) else { return nil }
                accumulator = data[Int(instruction.operand / 4)]
            case FilterInstruction.jumpIfEqual: jump(accumulator == instruction.operand)
            case FilterInstruction.jumpIfAtLeast: jump(accumulator >= instruction.operand)
            case FilterInstruction.jumpIfAnyBit: jump(accumulator & instruction.operand != 0)
            case FilterInstruction.giveVerdict: return instruction.operand
            default: return nil
            }
        }
        return nil
    }
}
