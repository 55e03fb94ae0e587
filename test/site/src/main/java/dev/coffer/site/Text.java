package dev.coffer.site;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;

/** The words of a part of a page. */
final class Text extends AbstractVisitor {
  private final StringBuilder words = new StringBuilder();

  private Text() {}

  static String of(Node node) {
    Text text = new Text();
    node.accept(text);
    return text.words.toString().strip().replaceAll("\\s+", " ");
  }

  @Override
  public void visit(org.commonmark.node.Text text) {
    words.append(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock block) {
    words.append(' ').append(block.getLiteral()).append(' ');
  }

  @Override
  public void visit(SoftLineBreak lineBreak) {
    words.append(' ');
  }

  @Override
  public void visit(HardLineBreak lineBreak) {
    words.append(' ');
  }

  @Override
  protected void visitChildren(Node parent) {
    super.visitChildren(parent);
    if (parent instanceof Block || parent instanceof TableCell) {
      words.append(' ');
    }
  }
}
