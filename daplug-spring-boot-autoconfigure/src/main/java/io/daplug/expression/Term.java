package io.daplug.expression;

/**
 * What stands between the parentheses of a plain expression: only once it is read to its
 * end is it known whether that is a condition or an operand.
 */
sealed interface Term permits ConditionNode, Operand {

}
