internal import Foundation

/// What standard output is connected to.
package struct Terminal: Sendable {
    package let isInteractive: Bool
    /// Columns; nil where output is not a terminal, and lines may be of any length.
    package let width: Int?
    /// Rows of the screen; nil where output is not a terminal, or it does not say.
    package let height: Int?
    package let hasColor: Bool

    package init(isInteractive: Bool, width: Int?, height: Int? = nil, hasColor: Bool) {
        self.isInteractive = isInteractive
        self.width = width
        self.height = height
        self.hasColor = hasColor
    }

    package init(_ variables: [String: String]) {
        isInteractive = isatty(STDOUT_FILENO) == 1
        hasColor =
            isInteractive && (variables["NO_COLOR"] ?? "").isEmpty
            && variables["TERM"] != "dumb"
        var size = winsize()
        if isInteractive { _ = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) }
        height = size.ws_row > 0 ? Int(size.ws_row) : nil
        if let columns = variables["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
            width = columns
        } else {
            width = isInteractive ? (size.ws_col > 0 ? Int(size.ws_col) : 80) : nil
        }
    }

    /// Emphasis that never carries meaning alone.
    package enum Style: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
    }

    package func styled(_ text: String, _ style: Style) -> String {
        hasColor ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
    }
}
