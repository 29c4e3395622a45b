namespace RiskEngine.Simulator.Book;

/// <summary>The one execution option an order may carry. The book has no counterparties, so nothing ever matches.</summary>
public enum ExecutionOption
{
    /// <summary>No option: the order rests.</summary>
    None,

    /// <summary><c>maker-or-cancel</c>: rests, for nothing would match.</summary>
    MakerOrCancel,

    /// <summary><c>immediate-or-cancel</c>: canceled on arrival, for nothing would match.</summary>
    ImmediateOrCancel,

    /// <summary><c>fill-or-kill</c>: canceled on arrival, for nothing would match.</summary>
    FillOrKill,
}
