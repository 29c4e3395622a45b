using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace RiskEngine.Testing;

/// <summary>Reads from compiled code what a member asks for, and at what it throws.</summary>
internal static partial class DecisionCode
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

    internal static IEnumerable<MethodBase> MethodsOf(Assembly assembly) =>
        assembly
            .GetTypes()
            .SelectMany(type => (MethodBase[])[.. type.GetMethods(Everything), .. type.GetConstructors(Everything)]);

    /// <summary>Whether a type is one of the repository's own.</summary>
    internal static bool IsOurs(Type type) =>
        type.Assembly.GetName().Name is { } name && name.StartsWith(nameof(RiskEngine), StringComparison.Ordinal);

    internal static IEnumerable<ClosedUnions.Decision> DecisionsOf(MethodBase method)
    {
        var asked = new HashSet<Type>();
        foreach (var step in StepsOf(method))
            switch (step)
            {
                case Step.AsksType asks:
                    asked.Add(asks.Type);
                    break;
                case Step.Throws { IsUnhandled: true, At: var at }:
                    yield return new ClosedUnions.Decision(NameOf(method), at ?? typeof(object), asked);
                    asked = [];
                    break;
            }
    }

    internal static IEnumerable<ClosedUnions.Silent> SilentOf(MethodBase method)
    {
        var asked = new Dictionary<Type, HashSet<object>>();
        foreach (var step in StepsOf(method))
            switch (step)
            {
                case Step.AsksType { Type: var type } when ClosedUnions.UnionOf(type) is { } union && union != type:
                    Of(union).UnionWith(ClosedUnions.CasesOf(union).Where(x => x.IsAssignableTo(type)));
                    break;
                case Step.AsksValues values:
                    Of(values.Enum).UnionWith(values.Values.Where(x => Enum.IsDefined(values.Enum, x)));
                    break;
                case Step.Throws { IsUnhandled: false, At: not null }:
                    foreach (var over in asked.Keys.Where(x => x.IsEnum).ToList())
                        asked.Remove(over);
                    break;
                case Step.Throws { At: { } at } when asked.ContainsKey(ClosedUnions.UnionOf(at) ?? at):
                    asked.Remove(ClosedUnions.UnionOf(at) ?? at);
                    break;
                // What it throws at is known as an object only, or has been asked about part by part.
                case Step.Throws:
                    asked.Clear();
                    break;
            }

        return asked.Where(x => x.Value.Count > 1).Select(x => new ClosedUnions.Silent(NameOf(method), x.Key.Name));

        HashSet<object> Of(Type over) => asked.TryGetValue(over, out var known) ? known : asked[over] = [];
    }

    internal static IEnumerable<Type> AskedIn(MethodBase method) =>
        StepsOf(method).OfType<Step.AsksType>().Select(x => x.Type);

    internal static IEnumerable<MethodInfo> CalledIn(MethodBase method) =>
        InstructionsOf(method).Select(x => x.Operand).OfType<MethodInfo>();

    /// <summary>What a member does that a decision is made of, in the order of its code.</summary>
    private static IEnumerable<Step> StepsOf(MethodBase method)
    {
        var code = InstructionsOf(method);
        for (var i = 0; i < code.Count; i++)
        {
            var (opcode, operand) = code[i];
            if (opcode == OpCodes.Isinst)
                yield return new Step.AsksType((Type)operand!);
            else if (operand is MethodInfo { Name: nameof(ClosedUnion.Unhandled) } throws)
                // The member's name is the last to be loaded before the call, and what is thrown at is loaded before it.
                yield return new Step.Throws(
                    Loaded(method, code, Unboxed(code, i - 2)),
                    IsUnhandled: throws.DeclaringType == typeof(ClosedUnion)
                );
            else if (
                operand is MethodInfo { Name: var name }
                && name.Contains("ThrowSwitchExpression", StringComparison.Ordinal)
            )
                yield return new Step.Throws(typeof(Enum), IsUnhandled: false);
            else if (opcode == OpCodes.Newobj && operand is ConstructorInfo { DeclaringType: var made })
            {
                if (made == typeof(UnreachableException))
                    yield return new Step.Throws(null, IsUnhandled: false);
                else if (made == typeof(SwitchExpressionException))
                    yield return new Step.Throws(typeof(Enum), IsUnhandled: false);
            }

            if (
                Loaded(method, code, i) is { IsEnum: true } loaded
                && IsOurs(loaded)
                && ValuesAskedFor(code, i) is { } values
            )
                yield return new Step.AsksValues(loaded, values);
        }
    }

    private static int Unboxed(IReadOnlyList<Instruction> code, int at) =>
        at > 0 && code[at].Code == OpCodes.Box ? at - 1 : at;

    /// <summary>The values that a loaded one is compared with; null: it is compared with none.</summary>
    private static IEnumerable<object>? ValuesAskedFor(IReadOnlyList<Instruction> code, int loaded)
    {
        var next = At(1);
        if (next.Code == OpCodes.Switch)
            return Numbers(0, (int)next.Operand!);
        if (
            next.Code.Name!.StartsWith("brtrue", StringComparison.Ordinal)
            || next.Code.Name.StartsWith("brfalse", StringComparison.Ordinal)
        )
            return Numbers(0, 1);
        if (Constant(next) is not { } first)
            return null;
        return At(2).Code.Name!.Split('.')[0] switch
        {
            "beq" or "bne" or "ceq" => Numbers(first, 1),
            "cgt" when first == 0 => Numbers(0, 1),
            // "x is A or B" asks for a range where the two are neighbors.
            "ble" or "bgt" or "cgt" => Numbers(0, first + 1),
            "sub" when At(3).Code == OpCodes.Switch => Numbers(first, (int)At(3).Operand!),
            "sub" when Constant(At(3)) is { } more => Numbers(first, more + 1),
            _ => null,
        };

        Instruction At(int further) =>
            loaded + further < code.Count ? code[loaded + further] : new Instruction(OpCodes.Nop, null);

        static IEnumerable<object> Numbers(int from, int count) => Enumerable.Range(from, count).Cast<object>();
    }

    private static int? Constant(Instruction instruction) =>
        instruction.Code.Name switch
        {
            "ldc.i4.m1" => -1,
            "ldc.i4.s" or "ldc.i4" => (int)instruction.Operand!,
            { } name when name.StartsWith("ldc.i4.", StringComparison.Ordinal) => name[^1] - '0',
            _ => null,
        };

    /// <summary>The type of what an instruction loads; null: it loads nothing that a decision could be about.</summary>
    private static Type? Loaded(MethodBase method, IReadOnlyList<Instruction> code, int at) =>
        at < 0
            ? null
            : code[at] switch
            {
                { Code.Name: "ldarg.0" or "ldarg.1" or "ldarg.2" or "ldarg.3" } x => Argument(
                    method,
                    x.Code.Name[^1] - '0'
                ),
                { Code.Name: "ldarg.s" } x => Argument(method, (int)x.Operand!),
                { Code.Name: "ldloc.0" or "ldloc.1" or "ldloc.2" or "ldloc.3" } x => Local(
                    method,
                    x.Code.Name[^1] - '0'
                ),
                { Code.Name: "ldloc.s" } x => Local(method, (int)x.Operand!),
                { Operand: FieldInfo field } => field.FieldType,
                { Operand: MethodInfo called } => called.ReturnType,
                _ => null,
            };

    private static Type? Argument(MethodBase method, int number) =>
        method.IsStatic ? method.GetParameters()[number].ParameterType
        : number == 0 ? method.DeclaringType
        : method.GetParameters()[number - 1].ParameterType;

    private static Type Local(MethodBase method, int number) =>
        method.GetMethodBody()!.LocalVariables[number].LocalType;

    /// <summary>A member by its own name, also where the compiler made it from a lambda, an iterator or an asynchronous one.</summary>
    internal static string NameOf(MethodBase method)
    {
        var (type, name) = (method.DeclaringType!, method.Name);
        if (Made().Match(name) is { Success: true } lambda)
            name = lambda.Groups[1].Value;
        for (; type.DeclaringType is { } outer && Made().Match(type.Name) is { Success: true } made; type = outer)
            if (made.Groups[1].Length > 0)
                name = made.Groups[1].Value;
        return $"{type}.{name}";
    }

    [GeneratedRegex("^<([^>]*)>")]
    private static partial Regex Made();

    private static List<Instruction> InstructionsOf(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var all = new List<Instruction>();
        for (var at = 0; at < code.Length; )
        {
            var opcode = Codes[code[at] == 0xfe ? (short)(code[at++] << 8 | code[at++]) : code[at++]];
            all.Add(new Instruction(opcode, Operand(method, opcode, code, at)));
            at += SizeOf(opcode, code, at);
        }

        return all;
    }

    private static object? Operand(MethodBase method, OpCode opcode, byte[] code, int at) =>
        opcode.OperandType switch
        {
            OperandType.InlineType or OperandType.InlineField or OperandType.InlineMethod => Token(method, code, at),
            OperandType.InlineI or OperandType.InlineSwitch => BitConverter.ToInt32(code, at),
            OperandType.ShortInlineI => (int)(sbyte)code[at],
            OperandType.ShortInlineVar => (int)code[at],
            _ => null,
        };

    private static MemberInfo? Token(MethodBase method, byte[] code, int at) =>
        method.Module.ResolveMember(
            BitConverter.ToInt32(code, at),
            method.DeclaringType?.GetGenericArguments(),
            method.IsGenericMethod ? method.GetGenericArguments() : null
        );

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

    private sealed record Instruction(OpCode Code, object? Operand);

    private abstract record Step
    {
        internal sealed record AsksType(Type Type) : Step;

        internal sealed record AsksValues(Type Enum, IEnumerable<object> Values) : Step;

        /// <param name="At">The type of what is thrown at; null: not known.</param>
        /// <param name="IsUnhandled">Whether <see cref="ClosedUnion.Unhandled"/> throws.</param>
        internal sealed record Throws(Type? At, bool IsUnhandled) : Step;
    }
}
