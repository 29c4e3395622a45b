using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Simulator.CommandLine;

/// <summary>The usual help, followed by the switches, the language of fault plans and the ready-made ones.</summary>
internal sealed class HelpWithPlans(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Switches (what nobody has published; the first value is the default):");
        foreach (var known in SwitchText.All)
            output.WriteLine($"  {known.Form, -40} {known.Summary}");
        output.WriteLine();
        output.WriteLine("Fault plans:");
        foreach (var line in FaultGrammar.Help.Split('\n'))
            output.WriteLine(line.Length == 0 ? "" : $"  {line}");
        output.WriteLine();
        output.WriteLine("Ready-made fault plans:");
        foreach (var plan in NamedPlans.All)
        {
            output.WriteLine($"  {plan.Name, -20} {plan.Summary}");
            if (plan.Text.Length > 0)
                output.WriteLine($"  {"", -20} = {plan.Text}");
        }
        return result;
    }
}
