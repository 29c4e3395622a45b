using System.Collections.Concurrent;
using System.Reflection;
using Shouldly;

namespace RiskEngine.Testing;

/// <summary>Closed unions by reflection: their cases, and the decisions of an assembly with the cases that they leave out.</summary>
/// <remarks>
/// A union is an abstract class all of whose cases are known: no other assembly can add one, or each that there is, is sealed.
/// </remarks>
public static class ClosedUnions
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Type>> Known = new();

    /// <summary>Every union of an assembly that decisions can be over: the root of its cases, of which there are two at least.</summary>
    public static IReadOnlyList<Type> In(Assembly assembly) =>
        [
            .. assembly
                .GetTypes()
                .Where(type => UnionOf(type) == type && CasesOf(type).Count > 1)
                .OrderBy(type => type.FullName, StringComparer.Ordinal),
        ];

    /// <summary>Every case of a union, in the order of their names.</summary>
    public static IReadOnlyList<Type> CasesOf(Type union) =>
        Known.GetOrAdd(
            union,
            which =>
                [
                    .. which
                        .Assembly.GetTypes()
                        .Where(type => !type.IsAbstract && type.IsAssignableTo(which))
                        .OrderBy(type => type.FullName, StringComparer.Ordinal),
                ]
        );

    /// <summary>Runs a story for every case of a union. One that has none fails, and so does a story of what is no case.</summary>
    /// <param name="stories">For each case: bring it where it is accepted, and assert what came of it.</param>
    public static void EachMustHaveAStory<TUnion>(IReadOnlyDictionary<Type, Action> stories) =>
        EachMustHaveAStory(typeof(TUnion), stories);

    /// <inheritdoc cref="EachMustHaveAStory{TUnion}"/>
    public static void EachMustHaveAStory(Type union, IReadOnlyDictionary<Type, Action> stories)
    {
        stories.Keys.ShouldBe(CasesOf(union), ignoreOrder: true, $"the stories of {union.Name}");
        foreach (var (which, story) in stories)
            try
            {
                story();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"The story of {union.Name}.{which.Name}", failure);
            }
    }

    /// <summary>The unions of which a suite tells a story of every case.</summary>
    /// <param name="suite">It calls <see cref="EachMustHaveAStory{TUnion}"/> for each.</param>
    public static IReadOnlySet<Type> ToldIn(Assembly suite) =>
        DecisionCode
            .MethodsOf(suite)
            .SelectMany(DecisionCode.CalledIn)
            .Where(x =>
                x.DeclaringType == typeof(ClosedUnions)
                && x is { IsGenericMethod: true, Name: nameof(EachMustHaveAStory) }
            )
            .Select(x => x.GetGenericArguments()[0])
            .ToHashSet();

    /// <summary>
    /// What the decisions of an assembly leave out: those that end in <see cref="ClosedUnion.Unhandled"/> and do not
    /// ask for every case of the union that they would throw at.
    /// </summary>
    /// <remarks>
    /// Read from the compiled code, where a switch over types asks for each. So a case that is added to a union is named
    /// here for each decision that would throw at it.
    /// </remarks>
    public static IReadOnlyList<LeftOut> LeftOutIn(Assembly assembly) =>
        [
            .. from decision in DecisionsIn(assembly)
            from one in CasesOf(decision.Union)
            where !decision.Asked.Any(one.IsAssignableTo)
            select new LeftOut(decision.Where, one),
        ];

    /// <summary>Every decision of an assembly that ends in <see cref="ClosedUnion.Unhandled"/>.</summary>
    public static IEnumerable<Decision> DecisionsIn(Assembly assembly) =>
        DecisionCode
            .MethodsOf(assembly)
            .SelectMany(DecisionCode.DecisionsOf)
            .Where(x => x.Union is { IsClass: true, IsAbstract: true });

    /// <summary>
    /// The silent decisions of an assembly: members that ask for two cases of a union, or for two values of an enum, and then
    /// throw at none. A case that is added is taken there for another without a word.
    /// </summary>
    /// <remarks>Whoever asks for one case asks whether it is that one, which a new case does not change.</remarks>
    public static IReadOnlyList<Silent> SilentIn(Assembly assembly) =>
        [
            .. DecisionCode
                .MethodsOf(assembly)
                .SelectMany(DecisionCode.SilentOf)
                .Distinct()
                .OrderBy(x => x.Where, StringComparer.Ordinal)
                .ThenBy(x => x.Over, StringComparer.Ordinal),
        ];

    /// <summary>Fails where a decision of an assembly is silent that is not named here, and where one is named that is not.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="deliberate">Member and union or enum, each with its reason beside it.</param>
    public static void MustSpeakIn(Assembly assembly, params IReadOnlyList<(string Where, string Over)> deliberate) =>
        SilentIn(assembly).Select(x => (x.Where, x.Over)).ShouldBe(deliberate, ignoreOrder: true);

    /// <summary>Every type that the members of a class ask for, those of its lambdas too.</summary>
    public static IReadOnlySet<Type> AskedIn(Type asking) =>
        DecisionCode
            .MethodsOf(asking.Assembly)
            .Where(x => DecisionCode.NameOf(x).StartsWith($"{asking}.", StringComparison.Ordinal))
            .SelectMany(DecisionCode.AskedIn)
            .ToHashSet();

    /// <summary>The union that a type is a case of, or itself; null: it belongs to none.</summary>
    internal static Type? UnionOf(Type type)
    {
        Type? union = null;
        for (var each = type; each is not null; each = each.BaseType)
            if (IsUnion(each))
                union = each;
        return union;
    }

    private static bool IsUnion(Type type) =>
        type is { IsClass: true, IsAbstract: true, IsSealed: false }
        && DecisionCode.IsOurs(type)
        && (
            type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                // What a compiler adds for copying needs an instance that exists already.
                .Where(x => x.GetParameters() is not [var only] || only.ParameterType != type)
                .All(x => x.IsPrivate || x.IsFamilyAndAssembly)
            || CasesOf(type) is { Count: > 0 } cases && cases.All(x => x.IsSealed)
        );

    /// <summary>One decision.</summary>
    /// <param name="Where">The member that decides.</param>
    /// <param name="Union">The type of what it would throw at.</param>
    /// <param name="Asked">The types that it asks for.</param>
    public sealed record Decision(string Where, Type Union, IReadOnlySet<Type> Asked);

    /// <summary>A case that a decision does not ask for.</summary>
    /// <param name="Where">The member that decides.</param>
    /// <param name="Case">The case.</param>
    public sealed record LeftOut(string Where, Type Case);

    /// <summary>A decision that would not throw at a new case.</summary>
    /// <param name="Where">The member that decides.</param>
    /// <param name="Over">The name of the union or enum.</param>
    public sealed record Silent(string Where, string Over);
}
