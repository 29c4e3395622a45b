using System.CommandLine;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>completion SHELL</c>: print a script that lets a shell complete commands and options.</summary>
internal static class CompletionCommand
{
    /// <summary>The program answers the directive by itself, so a script asks it and is never behind.</summary>
    private const string Bash = """
        # source <(riskengine completion bash)
        _riskengine() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(riskengine "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _riskengine riskengine
        """;

    private const string Zsh = """
        # source <(riskengine completion zsh)
        _riskengine() {
          local -a found
          found=("${(@f)$(riskengine "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- $found
        }
        compdef _riskengine riskengine
        """;

    internal static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash or zsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", "Print a script that lets your shell complete commands and options.")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            Console.WriteLine(parsed.GetRequiredValue(shell) == "zsh" ? Zsh : Bash);
            return ExitCode.Proven;
        });
        return command;
    }
}
