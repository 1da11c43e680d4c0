import Foundation
import Subprocess

extension ProgramLaunch {
    /// A command as Subprocess takes it, prepared and wrapped.
    package func configuration(of command: Command, platformOptions: PlatformOptions = PlatformOptions()) -> Configuration {
        prepare(command)
        let command = wrap(command)
        let environment: Environment = command.environment.map { variables in
            .custom(Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
        } ?? .inherit
        return Configuration(
            executable: .path(.init(command.program)), arguments: .init(command.arguments), environment: environment,
            workingDirectory: command.workingDirectory.map { .init($0) }, platformOptions: platformOptions)
    }
}

extension TerminationStatus {
    /// Whether the program was killed. What runs in a jail tells another's signal by 128 and its number.
    package var isKill: Bool {
        switch self {
        case .signaled(let signal): signal == SIGKILL
        case .exited(let code): code == 128 + SIGKILL
        }
    }
}
