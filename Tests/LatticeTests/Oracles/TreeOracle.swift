import Causality
import Lattice

/// A text as Fugue's tree of single characters, built anew for every question.
struct TreeOracle {
    private struct Name: Hashable {
        let edit: OperationID
        let offset: Int
    }

    private struct Character {
        let name: Name
        /// Nil where it hangs on the beginning of the text.
        let parent: Name?
        let isLeft: Bool
        let scalar: Unicode.Scalar
    }

    private struct Effect {
        var characters: [Character] = []
        var deleted: Set<Name> = []
    }

    private let operations: [FoldedOperation]
    private var effects: [OperationID: Effect] = [:]

    /// Takes operations in an order that respects causality.
    init(_ operations: [FoldedOperation]) {
        self.operations = operations
        for operation in operations { effects[operation.id] = effect(of: operation) }
    }

    var text: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: shown(Set(operations.map(\.id))).map(\.scalar))
        return String(text)
    }

    private func version(of operation: FoldedOperation) -> Set<OperationID> {
        var version: Set<OperationID> = []
        var open = Array(operation.supersedes)
        while let id = open.popLast() {
            guard let parent = operations.first(where: { $0.id == id }),
                version.insert(id).inserted
            else { continue }
            open += parent.supersedes
        }
        return version
    }

    private func effect(of operation: FoldedOperation) -> Effect {
        let parts = NaiveOracle.value(operation).parts
        guard parts.count == 3, let position = parts[0].integerValue,
            let count = parts[1].integerValue, let insert = parts[2].string
        else { return Effect() }
        let version = version(of: operation)
        let all = inOrder(version)
        let shown = shown(version)
        let start = min(Int(position), shown.count)
        var effect = Effect()
        effect.deleted = Set(shown[start...].prefix(Int(count)).map(\.name))
        let left = start == 0 ? nil : shown[start - 1].name
        var parent = left
        var isLeft = false
        if all.contains(where: { $0.parent == left && !$0.isLeft }) {
            let place = left.flatMap { name in all.firstIndex { $0.name == name } } ?? -1
            parent = all[place + 1].name
            isLeft = true
        }
        for (offset, scalar) in insert.unicodeScalars.enumerated() {
            let name = Name(edit: operation.id, offset: offset)
            effect.characters.append(
                Character(name: name, parent: parent, isLeft: isLeft, scalar: scalar))
            parent = name
            isLeft = false
        }
        return effect
    }

    private func shown(_ version: Set<OperationID>) -> [Character] {
        let deleted = version.reduce(into: Set<Name>()) { $0.formUnion(effects[$1]?.deleted ?? []) }
        return inOrder(version).filter { !deleted.contains($0.name) }
    }

    private func inOrder(_ version: Set<OperationID>) -> [Character] {
        let characters = version.flatMap { effects[$0]?.characters ?? [] }
        var hanging: [Name?: [Character]] = [:]
        for character in characters { hanging[character.parent, default: []].append(character) }
        var order: [Character] = []
        func visit(_ children: [Character]) {
            for child in children.sorted(by: { $0.name.edit < $1.name.edit }) {
                let own = hanging[child.name] ?? []
                visit(own.filter(\.isLeft))
                order.append(child)
                visit(own.filter { !$0.isLeft })
            }
        }
        visit(hanging[nil] ?? [])
        return order
    }
}
