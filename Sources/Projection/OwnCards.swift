internal import Lattice
internal import ReleaseModel

/// The cards that follow from one document alone.
enum OwnCards {
    static func of(_ document: Document) -> [Card] {
        guard document.creation != nil else { return [] }
        return FieldClash.cards(of: document) + VoidStep.cards(of: document)
            + ArchiveClash.cards(of: document) + FreezeWindow.cards(of: document)
    }
}
