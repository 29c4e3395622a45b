using System.Reflection;
using System.Reflection.Emit;
using Shouldly;

namespace RiskEngine.Testing;

/// <summary>Closed unions by reflection: their cases, and the decisions of an assembly with the cases that they leave out.</summary>
public static class ClosedUnions
{
    private const BindingFlags Everything =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Every case of a union, in the order of their names.</summary>
    public static IReadOnlyList<Type> CasesOf(Type union) =>
        [
            .. union
                .Assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.IsAssignableTo(union))
                .OrderBy(type => type.FullName, StringComparer.Ordinal),
        ];

    /// <summary>Runs a story for every case of a union. One that has none fails, and so does a story of what is no case.</summary>
    /// <param name="stories">For each case: bring it where it is accepted, and assert what came of it.</param>
    public static void EachMustHaveAStory<TUnion>(IReadOnlyDictionary<Type, Action> stories)
    {
        stories.Keys.ShouldBe(CasesOf(typeof(TUnion)), ignoreOrder: true, $"the stories of {typeof(TUnion).Name}");
        foreach (var (which, story) in stories)
            try
            {
                story();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"The story of {typeof(TUnion).Name}.{which.Name}", failure);
            }
    }

    /// <summary>
    /// What the decisions of an assembly leave out: those that end in <see cref="Core.ClosedUnion.Unhandled"/> and do not
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

    /// <summary>Every decision of an assembly that ends in <see cref="Core.ClosedUnion.Unhandled"/>.</summary>
    public static IEnumerable<Decision> DecisionsIn(Assembly assembly) =>
        assembly
            .GetTypes()
            .SelectMany(MethodsOf)
            .SelectMany(DecisionsOf)
            .Where(x => x.Union is { IsClass: true, IsAbstract: true });

    /// <summary>One decision.</summary>
    /// <param name="Where">The member that decides.</param>
    /// <param name="Union">The type of what it would throw at.</param>
    /// <param name="Asked">The types that it asks for.</param>
    public sealed record Decision(string Where, Type Union, IReadOnlySet<Type> Asked);

    /// <summary>A case that a decision does not ask for.</summary>
    /// <param name="Where">The member that decides.</param>
    /// <param name="Case">The case.</param>
    public sealed record LeftOut(string Where, Type Case);

    private static IEnumerable<MethodBase> MethodsOf(Type type) =>
        [.. type.GetMethods(Everything), .. type.GetConstructors(Everything)];

    private static IEnumerable<Decision> DecisionsOf(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var asked = new HashSet<Type>();
        // The member's name is the last to be loaded before the call, and what is thrown at is loaded before it.
        var (thrownAt, last) = (typeof(object), typeof(object));
        for (var at = 0; at < code.Length; )
        {
            var opcode = Codes[code[at] == 0xfe ? (short)(code[at++] << 8 | code[at++]) : code[at++]];
            if (opcode == OpCodes.Isinst)
                asked.Add((Type)Token(method, code, at));
            if (opcode == OpCodes.Call && IsUnhandled(Token(method, code, at)))
            {
                yield return new Decision($"{method.DeclaringType}.{method.Name}", thrownAt, asked);
                asked = [];
            }

            (thrownAt, last) = (last, Loaded(method, opcode, code, at) ?? typeof(object));
            at += SizeOf(opcode, code, at);
        }
    }

    private static bool IsUnhandled(MemberInfo called) =>
        called.Name == nameof(Core.ClosedUnion.Unhandled) && called.DeclaringType == typeof(Core.ClosedUnion);

    /// <summary>The type of what an instruction loads; null: it loads nothing that a decision could be about.</summary>
    private static Type? Loaded(MethodBase method, OpCode opcode, byte[] code, int at) =>
        opcode.Name switch
        {
            "ldarg.0" or "ldarg.1" or "ldarg.2" or "ldarg.3" => Argument(method, opcode.Name[^1] - '0'),
            "ldarg.s" => Argument(method, code[at]),
            "ldloc.0" or "ldloc.1" or "ldloc.2" or "ldloc.3" => Local(method, opcode.Name[^1] - '0'),
            "ldloc.s" => Local(method, code[at]),
            "ldfld" or "ldsfld" => ((FieldInfo)Token(method, code, at)).FieldType,
            "call" or "callvirt" => (Token(method, code, at) as MethodInfo)?.ReturnType,
            _ => null,
        };

    private static Type? Argument(MethodBase method, int number) =>
        method.IsStatic ? method.GetParameters()[number].ParameterType
        : number == 0 ? method.DeclaringType
        : method.GetParameters()[number - 1].ParameterType;

    private static Type Local(MethodBase method, int number) =>
        method.GetMethodBody()!.LocalVariables[number].LocalType;

    private static MemberInfo Token(MethodBase method, byte[] code, int at) =>
        method.Module.ResolveMember(
            BitConverter.ToInt32(code, at),
            method.DeclaringType?.GetGenericArguments(),
            method.IsGenericMethod ? method.GetGenericArguments() : null
        )!;

    private static int SizeOf(OpCode opcode, byte[] code, int at) =>
        opcode.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
            _ => 4,
        };
}
