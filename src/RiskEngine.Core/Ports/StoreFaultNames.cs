namespace RiskEngine.Core;

/// <summary>What failures of a store are called outside the program; see <see cref="EnumNames"/>.</summary>
public static class StoreFaultNames
{
    /// <summary>What the value is called.</summary>
    public static string Name(this StoreFault value) =>
        value switch
        {
            StoreFault.Corrupt => "Corrupt",
            StoreFault.NewerFormat => "NewerFormat",
            StoreFault.Locked => "Locked",
            StoreFault.ReadOnly => "ReadOnly",
            StoreFault.Full => "Full",
            StoreFault.Unavailable => "Unavailable",
            StoreFault.Replaced => "Replaced",
            StoreFault.Interrupted => "Interrupted",
        };
}
