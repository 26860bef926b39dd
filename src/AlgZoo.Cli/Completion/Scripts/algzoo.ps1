# Completion of algzoo for PowerShell.
#
#   this session only:  algzoo completion pwsh | Out-String | Invoke-Expression
#   every session:      algzoo completion pwsh >> $PROFILE

Register-ArgumentCompleter -Native -CommandName algzoo -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $line = $commandAst.ToString()
    $position = [Math]::Min($cursorPosition - $commandAst.Extent.StartOffset, $line.Length)
    # A blank at the end of the line is no part of the command: the next word begins there.
    if ($cursorPosition -gt $commandAst.Extent.EndOffset) {
        $line += ' '
        $position = $line.Length
    }

    # Where algzoo has nothing to suggest, PowerShell completes files.
    algzoo "[suggest:$position]" "$line" 2>$null |
        Where-Object { $_.StartsWith($wordToComplete) } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
