#!/usr/bin/env bash
# System.CommandLine 3.0.0 (NuGet): a decimal on the command line is read by the locale of the machine.
#
# One would guess: a command line is for programs, so "0.5" is a half everywhere, as in JSON or in the configuration.
# What happens: Option<decimal> and Option<double> are read by the current culture. Where the point groups digits (de, es,
# it, nl, pt_BR, da), "0.5" is 5 without an error; in French and in Portugal it is refused.
# It hurts a desk whose scripts ran on one machine and move to another: a limit of 0.5 becomes ten times as much.
# A parser of one's own (CustomParser) with the invariant culture is the way round. The locales themselves need not be
# installed; .NET brings the rules by ICU, which must be there.
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
  <ItemGroup>
    <PackageReference Include="System.CommandLine" Version="[3.0.0]" />
  </ItemGroup>
</Project>
END
cat > Program.cs <<'END'
using System.CommandLine;
using System.Globalization;

var limit = new Option<decimal>("--limit");
var parsed = new RootCommand { limit }.Parse(["--limit", "0.5"]);
var read = parsed.Errors.Count > 0 ? "refused" : parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture);
Console.WriteLine($"{CultureInfo.CurrentCulture.Name}: --limit 0.5 is {read}");
END
dotnet build --nologo -v q -o out > build.txt 2>&1 || { cat build.txt; exit 2; }
saw=$(for locale in en_US de_DE fr_FR; do LC_ALL=$locale.UTF-8 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 dotnet out/finding.dll; done)
expected='en-US: --limit 0.5 is 0.5
de-DE: --limit 0.5 is 5
fr-FR: --limit 0.5 is refused'
echo "$saw"
[ "$saw" = "$expected" ] || { echo "The behavior has changed. Expected was:"; echo "$expected"; exit 1; }
