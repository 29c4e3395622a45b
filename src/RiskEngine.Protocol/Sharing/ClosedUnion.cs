using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RiskEngine.Protocol;

/// <summary>The last arm of every decision over a closed union: a case that nobody thought of fails loudly instead of being ignored.</summary>
/// <remarks>An enum needs no such arm: there the compiler names every value that a switch expression leaves out.</remarks>
public static class ClosedUnion
{
    /// <summary>The exception to throw.</summary>
    /// <param name="union">The case. Its type is named and its content is not, which may be anything.</param>
    /// <param name="where">The member that decides.</param>
    public static UnreachableException Unhandled(object? union, [CallerMemberName] string where = "") =>
        new($"{where} has no case for {NameOf(union)}.");

    private static string NameOf(object? union) =>
        union switch
        {
            null => "null",
            Enum value => $"{value.GetType().Name}.{value}",
            _ when union.GetType() is { DeclaringType: { } outer } type => $"{outer.Name}.{type.Name}",
            _ => union.GetType().Name,
        };
}
