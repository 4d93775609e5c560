/// The shells that can ask for completion.
enum CompletionShell: String, CaseIterable {
    case bash
    case zsh
    case fish

    static let names = allCases.map(\.rawValue)

    /// What a shell reads once; from then on it asks the program on each press of the tab key.
    var script: String {
        switch self {
        case .bash: CompletionScripts.bash
        case .zsh: CompletionScripts.zsh
        case .fish: CompletionScripts.fish
        }
    }
}
