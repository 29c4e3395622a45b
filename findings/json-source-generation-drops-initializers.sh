#!/usr/bin/env bash
# System.Text.Json of .NET 10: generated code drops the initializers of init-only properties, reflection keeps them.
#
# One would guess: a property that the JSON does not name keeps what its initializer gave it, whichever way is taken.
# What happens: with a JsonSerializerContext every init-only property that is missing is set to default: a list is null,
# a number is 0. Properties with set keep theirs, and so do init-only ones by reflection.
# It hurts who moves settings to generated code, for speed or for ahead-of-time compilation: a limit of 3 attempts
# becomes 0, and a list that is declared as never null is null, without a warning of the compiler.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > finding.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
</Project>
END
cat > Program.cs <<'END'
using System.Text.Json;
using System.Text.Json.Serialization;

Tell("reflection", JsonSerializer.Deserialize<Limits>("{}"));
Tell("generated ", JsonSerializer.Deserialize("{}", LimitsContext.Default.Limits));

static void Tell(string way, Limits limits) =>
    Console.WriteLine(
        $"{way}: init Attempts {limits.Attempts}, init Sessions {(limits.Sessions is null ? "null" : "a list")}, "
            + $"set Retries {limits.Retries}");

sealed class Limits
{
    public int Attempts { get; init; } = 3;
    public List<string> Sessions { get; init; } = [];
    public int Retries { get; set; } = 3;
}

[JsonSerializable(typeof(Limits))]
sealed partial class LimitsContext : JsonSerializerContext;
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
saw=$(dotnet out/finding.dll)
expected='reflection: init Attempts 3, init Sessions a list, set Retries 3
generated : init Attempts 0, init Sessions null, set Retries 3'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
