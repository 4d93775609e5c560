import Lattice

extension Document {
    /// Folds operations into a new document of the test's entity.
    static func folding(_ operations: [FoldedOperation], _ kind: FieldKind?) -> Document {
        var document = Document(id: Story.entity)
        for operation in operations { document.apply(operation, kind: kind) }
        return document
    }
}
